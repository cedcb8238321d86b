import type { StaffRole } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';

/** A person. Platform collection: one phone number is one account at every merchant. */
export interface UserDocument {
  _id: string;
  phoneSealed: string | null;
  /** Blind index of the phone; absent until there is one. */
  phoneIndex?: string;
  /** Null for a number that a clerk typed and nobody has proven to hold. */
  phoneConfirmedAt: Date | null;
  openid?: string;
  nameSealed: string | null;
  isOperator: boolean;
  /** The last version of agreement and privacy policy that the person accepted; absent before the first. */
  consent?: { version: number; at: Date };
  createdAt: Date;
}

const userSchema = new Schema<UserDocument>(
  {
    _id: String,
    phoneSealed: { type: String, default: null },
    phoneIndex: String,
    phoneConfirmedAt: { type: Date, default: null },
    openid: String,
    nameSealed: { type: String, default: null },
    consent: {
      type: new Schema({ version: Number, at: Date }, { _id: false }),
      default: undefined,
    },
    isOperator: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
userSchema.index({ phoneIndex: 1 }, { unique: true, sparse: true });
userSchema.index({ openid: 1 }, { unique: true, sparse: true });

/** What someone is at a merchant. Platform collection: a sign-in asks for all of a user's posts. */
export interface StaffDocument {
  _id: string;
  merchantId: string;
  userId: string;
  role: StaffRole;
  storeIds: string[];
  since: Date;
  /** Set when the work has ended; the document stays, since entries name it. */
  endedAt: Date | null;
  /** Counts changes, so that two that must not both happen meet in a write. */
  revision: number;
}

const staffSchema = new Schema<StaffDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    userId: { type: String, required: true },
    role: { type: String, required: true },
    storeIds: { type: [String], required: true },
    since: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    revision: { type: Number, default: 0 },
  },
  { versionKey: false },
);
staffSchema.index({ merchantId: 1, userId: 1 }, { unique: true });
staffSchema.index({ userId: 1 });

export const UserModel = model<UserDocument>('User', userSchema, 'users');
export const StaffModel = model<StaffDocument>('Staff', staffSchema, 'staff');
