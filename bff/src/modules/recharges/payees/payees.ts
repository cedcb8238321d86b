import type { Input, api } from '@merchant-coin/shared';
import { newId } from '../../../db/ids';
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
 * a known account stays.
 *
 * @throws AppError `validationFailed` with the field at fault, `conflict` where somebody enters one right now.
 */
export async function enterPayee(input: PayeeInput, now: Date): Promise<PayeeDocument> {
  const { merchantId, mchid } = input;
  return inTransaction(async () => {
    const known = await PayeeModel.findOne({ merchantId, mchid }).lean<PayeeDocument>();
    const entered = fieldsOf(input, known);
    assertKeys(entered);
    const fresh = { state: 'untested', problem: null, testedAt: null, enteredAt: now } as const;
    await PayeeModel.updateMany({ merchantId, isCurrent: true }, { $set: { isCurrent: false } });
    const _id = known?._id ?? newId('payee', now);
    const payee = await PayeeModel.findOneAndUpdate(
      { _id },
      { $set: { ...entered, ...fresh, isCurrent: true }, $inc: { revision: 1 } },
      { upsert: true, returnDocument: 'after' },
    ).lean<PayeeDocument>();
    if (!payee) throw new Error('an upsert answers its document');
    return payee;
  });
}

type Entered = Omit<
  PayeeDocument,
  '_id' | 'state' | 'problem' | 'testedAt' | 'enteredAt' | 'isCurrent' | 'revision'
>;

function fieldsOf(input: PayeeInput, known: PayeeDocument | null): Entered {
  const { appid: platformAppid, partner } = wechatConfig();
  const { merchantId, mode, mchid } = input;
  const appid = input.appid ?? known?.appid ?? platformAppid;
  const appSecretSealed = appid === platformAppid ? null : sealedAppSecret(input, known, appid);
  const common = { merchantId, mode, mchid, appid, appSecretSealed };
  if (mode === 'partner') {
    if (!partner) throw refusal('mode', 'there is no service provider to be under');
    const none = { serialNumber: null, privateKeySealed: null, apiV3KeySealed: null };
    return { ...common, ...none, platformPublicKeys: [] };
  }
  const kept = known?.mode === 'direct' ? known : null;
  const needed = <T>(field: keyof PayeeInput, value: T | null | undefined): T => {
    if (value === null || value === undefined) throw refusal(field, 'is needed');
    return value;
  };
  const sealed = (text: string | undefined) => text && seal(text);
  return {
    ...common,
    serialNumber: needed('serialNumber', input.serialNumber?.toUpperCase() ?? kept?.serialNumber),
    privateKeySealed: needed('privateKey', sealed(input.privateKey) ?? kept?.privateKeySealed),
    apiV3KeySealed: needed('apiV3Key', sealed(input.apiV3Key) ?? kept?.apiV3KeySealed),
    platformPublicKeys: needed(
      'platformPublicKeys',
      input.platformPublicKeys ?? kept?.platformPublicKeys,
    ),
  };
}

function sealedAppSecret(input: PayeeInput, known: PayeeDocument | null, appid: string): string {
  if (input.appSecret) return seal(input.appSecret);
  const kept = known?.appid === appid ? known.appSecretSealed : null;
  if (!kept) throw refusal('appSecret', 'is needed for an app of its own');
  return kept;
}

const refusal = (path: string, message: string): AppError =>
  new AppError('validationFailed', { issues: [{ path, message }] });
