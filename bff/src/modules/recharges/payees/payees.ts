import type { Input, api } from '@merchant-coin/shared';
import { newId } from '../../../db/ids';
import { trusted } from '../../../db/mongo';
import { seal } from '../../../db/seal';
import { inTransaction } from '../../../db/transaction';
import { AppError } from '../../../http/app-error';
import { wechatConfig } from '../../../wechat/config';
import { assertKeys } from './keys';
import { type PayeeDocument, PayeeModel } from './payees.model';

export type PayeeInput = Input<typeof api.payees.enterPayee>;

/** The payee that new orders are paid to; null before one is entered. */
export function currentPayeeOf(merchantId: string): Promise<PayeeDocument | null> {
  return PayeeModel.findOne({ merchantId, isCurrent: true }).lean<PayeeDocument>();
}

/** All payees that a merchant has had, each with orders of its own. */
export function payeesOf(merchantId: string): Promise<PayeeDocument[]> {
  return PayeeModel.find({ merchantId }).sort({ _id: 1 }).lean<PayeeDocument[]>();
}

/** The merchants that have a payee, a few at a time. */
export async function* merchantsWithPayee(): AsyncGenerator<string, void, void> {
  const cursor = PayeeModel.find({ isCurrent: true })
    .sort({ _id: 1 })
    .select({ merchantId: 1 })
    .lean<PayeeDocument>()
    .cursor();
  for await (const { merchantId } of cursor) yield merchantId;
}

/** Any payee, also one that orders of the past were paid to. */
export function payeeById(payeeId: string): Promise<PayeeDocument | null> {
  return PayeeModel.findById(payeeId).lean<PayeeDocument>();
}

/** The current payee, where WeChat has answered it. */
export async function readyPayeeOf(merchantId: string): Promise<PayeeDocument | null> {
  const payee = await currentPayeeOf(merchantId);
  return payee?.state === 'ready' ? payee : null;
}

/**
 * Enters an account, or other keys of a known one; either way it has to be tested anew. What is left empty of
 * a known account stays. Another mode or app of an account is another payee, since the orders under each go on
 * being asked about as they were placed; new keys are for all payees of the account.
 *
 * @throws AppError `validationFailed` with the field at fault; `conflict` where a service provider's merchant
 *   is somebody else's here, or somebody enters one right now.
 */
export async function enterPayee(input: PayeeInput, now: Date): Promise<PayeeDocument> {
  const { merchantId, mode, mchid } = input;
  return inTransaction(async () => {
    await assertNotTaken(input);
    const account = { merchantId, mode, mchid };
    const known = await PayeeModel.find(account).sort({ enteredAt: -1 }).lean<PayeeDocument[]>();
    const { keys, ...entered } = fieldsOf(input, known);
    assertKeys(keys);
    await PayeeModel.updateMany(account, { $set: keys, $inc: { revision: 1 } });
    await PayeeModel.updateMany({ merchantId, isCurrent: true }, { $set: { isCurrent: false } });
    const { appid } = entered;
    const fresh = { state: 'untested', problem: null, testedAt: null, enteredAt: now } as const;
    const payee = await PayeeModel.findOneAndUpdate(
      { ...account, appid },
      {
        $set: { ...entered, ...keys, ...fresh, isCurrent: true },
        $inc: { revision: 1 },
        $setOnInsert: { _id: newId('payee', now) },
      },
      { upsert: true, returnDocument: 'after' },
    ).lean<PayeeDocument>();
    if (!payee) throw new Error('an upsert answers its document');
    return payee;
  });
}

/** A service provider answers for all of its merchants: nobody here may enter another one's number. */
async function assertNotTaken({ mode, mchid, merchantId }: PayeeInput): Promise<void> {
  if (mode !== 'partner') return;
  const taken = await PayeeModel.exists({ mode, mchid, merchantId: trusted({ $ne: merchantId }) });
  if (taken) throw new AppError('conflict', { reason: 'mchidTaken' });
}

type Keys = Pick<
  PayeeDocument,
  'serialNumber' | 'privateKeySealed' | 'apiV3KeySealed' | 'platformPublicKeys'
>;

interface Entered extends Pick<
  PayeeDocument,
  'merchantId' | 'mode' | 'mchid' | 'appid' | 'appSecretSealed'
> {
  keys: Keys;
}

function fieldsOf(input: PayeeInput, known: readonly PayeeDocument[]): Entered {
  const { appid: platformAppid } = wechatConfig();
  const { merchantId, mode, mchid } = input;
  const [latest] = known;
  const appid = input.appid ?? latest?.appid ?? platformAppid;
  const sameApp = known.find((payee) => payee.appid === appid) ?? null;
  const appSecretSealed = appid === platformAppid ? null : sealedAppSecret(input, sameApp);
  return { merchantId, mode, mchid, appid, appSecretSealed, keys: keysOf(input, latest) };
}

function keysOf(input: PayeeInput, kept: Keys | undefined): Keys {
  if (input.mode === 'partner') {
    if (!wechatConfig().partner) throw refusal('mode', 'there is no service provider to be under');
    const none = { serialNumber: null, privateKeySealed: null, apiV3KeySealed: null };
    return { ...none, platformPublicKeys: [] };
  }
  const needed = <T>(field: keyof PayeeInput, value: T | null | undefined): T => {
    if (value === null || value === undefined) throw refusal(field, 'is needed');
    return value;
  };
  const sealed = (text: string | undefined) => text && seal(text);
  return {
    serialNumber: needed('serialNumber', input.serialNumber?.toUpperCase() ?? kept?.serialNumber),
    privateKeySealed: needed('privateKey', sealed(input.privateKey) ?? kept?.privateKeySealed),
    apiV3KeySealed: needed('apiV3Key', sealed(input.apiV3Key) ?? kept?.apiV3KeySealed),
    platformPublicKeys: needed(
      'platformPublicKeys',
      input.platformPublicKeys ?? kept?.platformPublicKeys,
    ),
  };
}

function sealedAppSecret(input: PayeeInput, sameApp: PayeeDocument | null): string {
  if (input.appSecret) return seal(input.appSecret);
  if (!sameApp?.appSecretSealed) throw refusal('appSecret', 'is needed for an app of its own');
  return sameApp.appSecretSealed;
}

const refusal = (path: string, message: string): AppError =>
  new AppError('validationFailed', { issues: [{ path, message }] });

/** WeChat does not take the keys of a payee any more: nothing is ordered under it until it is tested again. */
export async function markRefused({ _id, revision }: PayeeDocument): Promise<void> {
  await PayeeModel.updateOne({ _id, revision }, { $set: { state: 'refused', problem: 'keys' } });
}
