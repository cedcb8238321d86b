import type { Reconciliation } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../../db/tenancy';

/** One day of the channel's bill of one payee beside our orders. */
export interface ReconciliationDocument extends Omit<Reconciliation, 'madeAt'> {
  _id: string;
  merchantId: string;
  madeAt: Date;
}

const reconciliationSchema = new Schema<ReconciliationDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    date: { type: String, required: true },
    payeeId: { type: String, required: true },
    mchid: { type: String, required: true },
    madeAt: { type: Date, required: true },
    payments: { type: Number, required: true },
    paymentsFen: { type: Number, required: true },
    refunds: { type: Number, required: true },
    refundsFen: { type: Number, required: true },
    differenceCount: { type: Number, required: true },
    differences: { type: Schema.Types.Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
reconciliationSchema.index({ merchantId: 1, date: -1, payeeId: 1 }, { unique: true });
reconciliationSchema.plugin(tenantCollection);

export const ReconciliationModel = model<ReconciliationDocument>(
  'Reconciliation',
  reconciliationSchema,
  'reconciliations',
);
