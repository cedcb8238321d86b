import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** A day of the year that a card's member is reminded of. A birthday is up to two: by the sun, by the moon. */
export interface OccasionDocument {
  _id: string;
  merchantId: string;
  cardId: string;
  userId: string;
  kind: 'birthday' | 'anniversary';
  /** Of an anniversary; sealed, since people write whose it is. */
  nameSealed: string | null;
  calendar: 'solar' | 'lunar';
  month: number;
  day: number;
  leap: boolean;
  /** The next date that it falls on and that nobody was reminded of. */
  nextOn: string;
  createdAt: Date;
}

const occasionSchema = new Schema<OccasionDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    cardId: { type: String, required: true },
    userId: { type: String, required: true },
    kind: { type: String, required: true },
    nameSealed: { type: String, default: null },
    calendar: { type: String, required: true },
    month: { type: Number, required: true },
    day: { type: Number, required: true },
    leap: { type: Boolean, required: true },
    nextOn: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
occasionSchema.index({ merchantId: 1, nextOn: 1, _id: 1 });
occasionSchema.index({ merchantId: 1, cardId: 1, _id: 1 });
occasionSchema.plugin(tenantCollection);

export const OccasionModel = model<OccasionDocument>('Occasion', occasionSchema, 'occasions');

/** The date that a member's birthdays follow from; under the card's id, sealed. */
export interface BirthdayDocument {
  _id: string;
  merchantId: string;
  dateSealed: string;
  solarOn: boolean;
  lunarOn: boolean;
}

const birthdaySchema = new Schema<BirthdayDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    dateSealed: { type: String, required: true },
    solarOn: { type: Boolean, required: true },
    lunarOn: { type: Boolean, required: true },
  },
  { versionKey: false },
);
birthdaySchema.plugin(tenantCollection);

export const BirthdayModel = model<BirthdayDocument>('Birthday', birthdaySchema, 'birthdays');
