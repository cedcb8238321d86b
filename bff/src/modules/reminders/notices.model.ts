import type { ReminderFacts, ReminderKind, ReminderLogRow } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

type Delivery = ReminderLogRow['message'];

/** A reminder: what a member is told, once for each occurrence, and what became of it. */
export interface NoticeDocument {
  _id: string;
  merchantId: string;
  userId: string;
  cardId: string;
  kind: ReminderKind;
  /** What it is about: a card has one notice of a kind and an occurrence, whatever restarts. */
  occurrence: string;
  facts: ReminderFacts;
  /** Of an anniversary; only its member reads it. */
  nameSealed: string | null;
  /** In the owner's own text as it was then; null: in the usual one. */
  words: string | null;
  /** The merchant's date that it belongs to. */
  plannedOn: string;
  createdAt: Date;
  /** When it leaves by other ways than the inbox; null once that is done with. */
  dueAt: Date | null;
  tries: number;
  /** `waiting` after it was handed to the outbox, which knows what became of it. */
  message: Delivery;
  sms: Delivery;
  /** The merchant's date on which it counted towards the member's daily cap. */
  sentOn: string | null;
  readAt: Date | null;
  doneAt: Date | null;
  doneBy: string | null;
}

const noticeSchema = new Schema<NoticeDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    userId: { type: String, required: true },
    cardId: { type: String, required: true },
    kind: { type: String, required: true },
    occurrence: { type: String, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    nameSealed: { type: String, default: null },
    words: { type: String, default: null },
    plannedOn: { type: String, required: true },
    createdAt: { type: Date, required: true },
    dueAt: { type: Date, default: null },
    tries: { type: Number, default: 0 },
    message: { type: String, required: true },
    sms: { type: String, required: true },
    sentOn: { type: String, default: null },
    readAt: { type: Date, default: null },
    doneAt: { type: Date, default: null },
    doneBy: { type: String, default: null },
  },
  { versionKey: false, minimize: false },
);
noticeSchema.index({ merchantId: 1, cardId: 1, kind: 1, occurrence: 1 }, { unique: true });
noticeSchema.index({ merchantId: 1, userId: 1, _id: -1 });
noticeSchema.index({ merchantId: 1, plannedOn: 1, kind: 1, _id: 1 });
noticeSchema.index({ merchantId: 1, kind: 1, _id: -1 });
noticeSchema.index({ merchantId: 1, userId: 1, sentOn: 1 });
noticeSchema.index(
  { merchantId: 1, dueAt: 1 },
  { partialFilterExpression: { dueAt: { $type: 'date' } } },
);
noticeSchema.plugin(tenantCollection);

export const NoticeModel = model<NoticeDocument>('Notice', noticeSchema, 'notices');
