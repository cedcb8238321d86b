import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** What a member said of a payment that they were asked for and did not approve. */
export interface ReportDocument {
  /** The redemption's id: one report each. */
  _id: string;
  merchantId: string;
  storeId: string;
  staffId: string;
  cardId: string;
  amountFen: number;
  reason: string | null;
  askedAt: Date;
  reportedAt: Date;
}

const reportSchema = new Schema<ReportDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    storeId: { type: String, required: true },
    staffId: { type: String, required: true },
    cardId: { type: String, required: true },
    amountFen: { type: Number, required: true },
    reason: { type: String, default: null },
    askedAt: { type: Date, required: true },
    reportedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
reportSchema.index({ merchantId: 1, _id: -1 });
reportSchema.plugin(tenantCollection);

export const ReportModel = model<ReportDocument>(
  'RedemptionReport',
  reportSchema,
  'redemptionReports',
);
