import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** A recharge bonus: for a time, paying so much gives so much on top. */
export interface CampaignDocument {
  _id: string;
  merchantId: string;
  kind: 'rechargeBonus';
  name: string;
  /** Only the highest step that a recharge reaches counts. */
  steps: { payFen: number; bonusFen: number }[];
  bonusValidDays: number;
  startsAt: Date;
  /** Null: until further notice. */
  endsAt: Date | null;
}

const campaignSchema = new Schema<CampaignDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    kind: { type: String, required: true },
    name: { type: String, required: true },
    steps: [{ _id: false, payFen: Number, bonusFen: Number }],
    bonusValidDays: { type: Number, required: true },
    startsAt: { type: Date, required: true },
    endsAt: { type: Date, default: null },
  },
  { versionKey: false },
);
campaignSchema.index({ merchantId: 1, kind: 1, startsAt: -1 });
campaignSchema.plugin(tenantCollection);

export const CampaignModel = model<CampaignDocument>('Campaign', campaignSchema, 'campaigns');
