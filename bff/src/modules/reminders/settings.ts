import { DEFAULT_REMINDERS, type ReminderKind, type ReminderSettings } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import { tenantCollection } from '../../db/tenancy';

/** How a merchant reminds; its id is the merchant's. */
interface SettingsDocument extends ReminderSettings {
  _id: string;
  merchantId: string;
}

const kinds = { type: [String], required: true } as const;
const days = { type: [Number], required: true } as const;
const settingsSchema = new Schema<SettingsDocument>(
  {
    _id: String,
    merchantId: { type: String, required: true },
    kinds,
    smsKinds: kinds,
    lowBalanceFen: { type: Number, required: true },
    cardExpiringDays: days,
    bonusExpiringDays: days,
    absentDays: { type: Number, required: true },
    quietFrom: { type: String, required: true },
    quietUntil: { type: String, required: true },
    dailyCap: { type: Number, required: true },
    texts: { type: Schema.Types.Mixed, default: {} },
  },
  { versionKey: false, minimize: false },
);
settingsSchema.plugin(tenantCollection);

const SettingsModel = model<SettingsDocument>(
  'ReminderSettings',
  settingsSchema,
  'reminderSettings',
);

/** How a merchant reminds: as its owner has set it, else as all do. */
export async function settingsOf(merchantId: string): Promise<ReminderSettings> {
  const set = await SettingsModel.findOne({
    merchantId,
    _id: merchantId,
  }).lean<SettingsDocument>();
  return { ...DEFAULT_REMINDERS, ...set };
}

export async function setSettings(
  merchantId: string,
  settings: ReminderSettings,
): Promise<ReminderSettings> {
  await SettingsModel.updateOne(
    { merchantId, _id: merchantId },
    { $set: settings },
    { upsert: true },
  );
  return settingsOf(merchantId);
}

export const isOn = (settings: ReminderSettings, kind: ReminderKind): boolean =>
  settings.kinds.includes(kind);
