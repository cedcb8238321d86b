import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** That a card's serial and secret were replaced: kept for ever, with the serial that no card gets again. */
export interface ReplacementDocument {
  _id: string;
  merchantId: string;
  cardId: string;
  /** The serial that ended. */
  serial: string;
  /** The device that showed it; null where none did. */
  deviceId: string | null;
  /** Null where the member did it. */
  staffId: string | null;
  reason: string | null;
  requestKey: string;
  fingerprint: string;
  at: Date;
}

const replacementSchema = new Schema<ReplacementDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    cardId: { type: String, required: true },
    serial: { type: String, required: true },
    deviceId: { type: String, default: null },
    staffId: { type: String, default: null },
    reason: { type: String, default: null },
    requestKey: { type: String, required: true },
    fingerprint: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
replacementSchema.index({ merchantId: 1, requestKey: 1 }, { unique: true });
replacementSchema.index({ merchantId: 1, cardId: 1, at: 1 });
replacementSchema.plugin(tenantCollection);

export const ReplacementModel = model<ReplacementDocument>(
  'Replacement',
  replacementSchema,
  'cardReplacements',
);
