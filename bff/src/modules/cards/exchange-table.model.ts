import type { ExchangeOption } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** What a merchant gives for points. One document, so that one write changes and limits the whole table. */
export interface ExchangeTableDocument {
  /** The merchant's id. */
  _id: string;
  merchantId: string;
  version: number;
  options: ExchangeOption[];
  /** Of the last change. */
  staffId: string;
  changedAt: Date;
}

const tableSchema = new Schema<ExchangeTableDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    version: { type: Number, required: true },
    options: [
      {
        _id: false,
        id: String,
        points: Number,
        bonusFen: Number,
        validDays: Number,
        active: Boolean,
      },
    ],
    staffId: { type: String, required: true },
    changedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
tableSchema.plugin(tenantCollection);

export const ExchangeTableModel = model<ExchangeTableDocument>(
  'ExchangeTable',
  tableSchema,
  'exchangeTables',
);
