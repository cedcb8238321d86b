import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

export interface CardTypeDocument {
  _id: string;
  merchantId: string;
  name: string;
  termMonths: number;
  priceFen: number;
  /** The share of the list price that is paid. */
  discountBp: number;
  pointsBp: number;
  /** What joining gives; one of a merchant's types. */
  isDefault: boolean;
}

const cardTypeSchema = new Schema<CardTypeDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    name: { type: String, required: true },
    termMonths: { type: Number, required: true },
    priceFen: { type: Number, required: true },
    discountBp: { type: Number, required: true },
    pointsBp: { type: Number, required: true },
    isDefault: { type: Boolean, required: true },
  },
  { versionKey: false },
);
cardTypeSchema.index({ merchantId: 1, name: 1 }, { unique: true });
cardTypeSchema.index(
  { merchantId: 1, isDefault: 1 },
  { unique: true, partialFilterExpression: { isDefault: true } },
);
cardTypeSchema.plugin(tenantCollection);

/** Reached by what a member has spent in total. */
export interface TierDocument {
  _id: string;
  merchantId: string;
  name: string;
  minSpentFen: number;
  discountBp: number;
  pointsBp: number;
}

const tierSchema = new Schema<TierDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    name: { type: String, required: true },
    minSpentFen: { type: Number, required: true },
    discountBp: { type: Number, required: true },
    pointsBp: { type: Number, required: true },
  },
  { versionKey: false },
);
tierSchema.index({ merchantId: 1, minSpentFen: 1 }, { unique: true });
tierSchema.plugin(tenantCollection);

export const CardTypeModel = model<CardTypeDocument>('CardType', cardTypeSchema, 'cardTypes');
export const TierModel = model<TierDocument>('Tier', tierSchema, 'tiers');
