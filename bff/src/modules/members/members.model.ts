import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** A person's membership at one merchant. */
export interface MemberDocument {
  _id: string;
  merchantId: string;
  userId: string;
  /** Blind index of the whole phone number, of this merchant only. */
  phoneIndex: string;
  /** Blind index of its last four digits. */
  phoneTailIndex: string;
  joinedAt: Date;
  homeStoreId: string;
  /** The card of the member whose code led here; null or absent: nobody's. */
  invitedByCardId?: string | null;
  /** Version of the merchant's contract that the member has accepted; null before. */
  contractVersion: number | null;
  contractAcceptedAt: Date | null;
  /** Name and identity are on record: the higher cap of principal applies. */
  identityRecorded: boolean;
}

const memberSchema = new Schema<MemberDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    userId: { type: String, required: true },
    phoneIndex: { type: String, required: true },
    phoneTailIndex: { type: String, required: true },
    joinedAt: { type: Date, required: true },
    homeStoreId: { type: String, required: true },
    invitedByCardId: { type: String, default: null },
    contractVersion: { type: Number, default: null },
    contractAcceptedAt: { type: Date, default: null },
    identityRecorded: { type: Boolean, default: false },
  },
  { versionKey: false },
);
memberSchema.index({ merchantId: 1, userId: 1 }, { unique: true });
memberSchema.index({ merchantId: 1, phoneIndex: 1 }, { unique: true });
memberSchema.index({ merchantId: 1, phoneTailIndex: 1 });
memberSchema.plugin(tenantCollection);

export const MemberModel = model<MemberDocument>('Member', memberSchema, 'members');

/** The platform's list of who is a member where: the way from a user to their cards. */
export interface MembershipDocument {
  _id: string;
  userId: string;
  merchantId: string;
  memberId: string;
  cardId: string;
}

const membershipSchema = new Schema<MembershipDocument>(
  {
    _id: String,
    userId: { type: String, required: true },
    merchantId: { type: String, required: true },
    memberId: { type: String, required: true },
    cardId: { type: String, required: true },
  },
  { versionKey: false },
);
membershipSchema.index({ userId: 1, merchantId: 1 }, { unique: true });
membershipSchema.index({ userId: 1, cardId: -1 });

export const MembershipModel = model<MembershipDocument>(
  'Membership',
  membershipSchema,
  'memberships',
);
