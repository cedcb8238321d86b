import type { PrincipalCaps } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

export type Filing =
  | { status: 'pending' }
  | { status: 'number'; number: string }
  | { status: 'notRequired'; reason: string };

export interface MerchantDocument {
  _id: string;
  name: string;
  legalName: string;
  category: string;
  /** What joining gives, for the directory. */
  offer: string;
  status: 'pending' | 'open';
  zone: string;
  colour: string;
  mark: string;
  /** Whether coins are sold and the merchant is listed. */
  issuing: boolean;
  filing: Filing;
  spendPolicy: 'bonusFirst' | 'principalFirst' | 'proportional';
  contract: { version: number; text: string };
  openedBy: string;
  /** Above this sum (fen) members approve a redemption; null or absent: no limit. */
  approvalLimitFen?: number | null;
  /** Lower than the legal caps; absent where the owner has not set any. */
  principalCaps?: PrincipalCaps | null;
}

const merchantSchema = new Schema<MerchantDocument>(
  {
    _id: String,
    name: { type: String, required: true },
    legalName: { type: String, required: true },
    category: { type: String, required: true },
    offer: { type: String, default: '' },
    status: { type: String, required: true },
    zone: { type: String, required: true },
    colour: { type: String, required: true },
    mark: { type: String, required: true },
    issuing: { type: Boolean, required: true },
    filing: { type: Schema.Types.Mixed, required: true },
    spendPolicy: { type: String, required: true },
    contract: { version: Number, text: String },
    openedBy: { type: String, required: true },
    approvalLimitFen: { type: Number, default: null },
    principalCaps: {
      type: new Schema<PrincipalCaps>(
        { identifiedFen: Number, otherwiseFen: Number },
        { _id: false },
      ),
      default: null,
    },
  },
  { versionKey: false },
);
merchantSchema.index({ name: 1 }, { unique: true });
merchantSchema.index({ status: 1, issuing: 1, _id: 1 });

export const MerchantModel = model<MerchantDocument>('Merchant', merchantSchema, 'merchants');

export interface StoreDocument {
  _id: string;
  merchantId: string;
  name: string;
  kind: 'own' | 'terminal';
  address: string | null;
  phone: string | null;
  /** One own store of a merchant is its head office. */
  isHeadOffice: boolean;
}

const storeSchema = new Schema<StoreDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, required: true },
    address: { type: String, default: null },
    phone: { type: String, default: null },
    isHeadOffice: { type: Boolean, required: true },
  },
  { versionKey: false },
);
storeSchema.index({ merchantId: 1, name: 1 }, { unique: true });
storeSchema.index(
  { merchantId: 1, isHeadOffice: 1 },
  { unique: true, partialFilterExpression: { isHeadOffice: true } },
);
storeSchema.plugin(tenantCollection);

export const StoreModel = model<StoreDocument>('Store', storeSchema, 'stores');
