import type { ReminderKind } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { trusted } from '../../db/mongo';
import { tenantCollection } from '../../db/tenancy';

/** What a member wants of a merchant's reminders. Nothing is sent or called without consent. */
export interface Preferences {
  allOff: boolean;
  offKinds: ReminderKind[];
  sms: boolean;
  call: boolean;
  lowBalanceFen: number | null;
}

/** Under the card's id. */
interface PreferencesDocument extends Preferences {
  _id: string;
  merchantId: string;
}

const preferencesSchema = new Schema<PreferencesDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    allOff: { type: Boolean, required: true },
    offKinds: { type: [String], required: true },
    sms: { type: Boolean, required: true },
    call: { type: Boolean, required: true },
    lowBalanceFen: { type: Number, default: null },
  },
  { versionKey: false },
);
preferencesSchema.plugin(tenantCollection);

const PreferencesModel = model<PreferencesDocument>(
  'ReminderPreferences',
  preferencesSchema,
  'reminderPreferences',
);

/** Of a member who has said nothing: reminded inside WeChat, neither by SMS nor by a call. */
const UNSAID: Preferences = {
  allOff: false,
  offKinds: [],
  sms: false,
  call: false,
  lowBalanceFen: null,
};

/** By card; of those who have said nothing too. */
export async function preferencesOf(
  merchantId: string,
  cardIds: readonly string[],
): Promise<(cardId: string) => Preferences> {
  const said = await PreferencesModel.find({
    merchantId,
    _id: trusted({ $in: [...cardIds] }),
  }).lean<PreferencesDocument[]>();
  const byCard = new Map(said.map((each) => [each._id, each]));
  return (cardId) => byCard.get(cardId) ?? UNSAID;
}

export async function setPreferences(
  merchantId: string,
  cardId: string,
  preferences: Preferences,
): Promise<void> {
  const { allOff, offKinds, sms, call, lowBalanceFen } = preferences;
  await PreferencesModel.updateOne(
    { merchantId, _id: cardId },
    { $set: { allOff, offKinds, sms, call, lowBalanceFen } },
    { upsert: true },
  );
}

export const wants = ({ allOff, offKinds }: Preferences, kind: ReminderKind): boolean =>
  !allOff && !offKinds.includes(kind);
