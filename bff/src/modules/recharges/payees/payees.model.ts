import { model, Schema } from 'mongoose';

export interface PlatformKey {
  id: string;
  pem: string;
}

/**
 * The account that a merchant's recharges are paid to. Platform collection: WeChat's callbacks name a payee,
 * not a merchant. A merchant that changes its account gets a further one; the old one stays, since orders and
 * refunds under it are asked about for a year.
 */
export interface PayeeDocument {
  _id: string;
  merchantId: string;
  mode: 'direct' | 'partner';
  /** The merchant's own number; in partner mode its sub-merchant number. */
  mchid: string;
  appid: string;
  /** Sealed; null where the app is the platform's. */
  appSecretSealed: string | null;
  /** Null in partner mode, where the service provider signs. */
  serialNumber: string | null;
  privateKeySealed: string | null;
  apiV3KeySealed: string | null;
  platformPublicKeys: PlatformKey[];
  state: 'untested' | 'ready' | 'refused';
  problem: 'keys' | 'platformKeys' | 'rights' | 'outage' | null;
  testedAt: Date | null;
  enteredAt: Date;
  /** The one that new orders are paid to. */
  isCurrent: boolean;
  /** Counts changes: a test speaks for the keys that it was made with. */
  revision: number;
}

const payeeSchema = new Schema<PayeeDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    mode: { type: String, required: true },
    mchid: { type: String, required: true },
    appid: { type: String, required: true },
    appSecretSealed: { type: String, default: null },
    serialNumber: { type: String, default: null },
    privateKeySealed: { type: String, default: null },
    apiV3KeySealed: { type: String, default: null },
    platformPublicKeys: [
      new Schema<PlatformKey>({ id: String, pem: String }, { _id: false, id: false }),
    ],
    state: { type: String, required: true },
    problem: { type: String, default: null },
    testedAt: { type: Date, default: null },
    enteredAt: { type: Date, required: true },
    isCurrent: { type: Boolean, required: true },
    revision: { type: Number, required: true },
  },
  { versionKey: false },
);
payeeSchema.index({ merchantId: 1, mode: 1, mchid: 1, appid: 1 }, { unique: true });
// A service provider's merchants are told apart by nothing but their number: one is one merchant's.
payeeSchema.index(
  { mchid: 1, appid: 1 },
  { unique: true, partialFilterExpression: { mode: 'partner' } },
);
payeeSchema.index(
  { merchantId: 1, isCurrent: 1 },
  { unique: true, partialFilterExpression: { isCurrent: true } },
);
payeeSchema.index({ isCurrent: 1, _id: 1 });

export const PayeeModel = model<PayeeDocument>('Payee', payeeSchema, 'payees');
