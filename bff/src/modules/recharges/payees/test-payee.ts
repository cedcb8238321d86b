import { newId } from '../../../db/ids';
import { AppError } from '../../../http/app-error';
import { OutsideError, type OutsideReason } from '../../../wechat/errors';
import { channelOf } from './keys';
import { type PayeeDocument, PayeeModel } from './payees.model';
import { currentPayeeOf } from './payees';

type Problem = NonNullable<PayeeDocument['problem']>;

const PROBLEMS: Partial<Record<OutsideReason, Problem>> = {
  misconfigured: 'keys',
  invalid: 'keys',
  untrusted: 'platformKeys',
  accountAbnormal: 'rights',
};

/**
 * Asks WeChat Pay about an order that nobody has placed: 'there is none', signed by WeChat, proves our
 * signature, its public key and the account.
 *
 * @throws AppError `notFound` where no payee is entered.
 */
export async function testPayee(merchantId: string, now: Date): Promise<PayeeDocument> {
  const payee = await currentPayeeOf(merchantId);
  if (!payee) throw new AppError('notFound');
  const problem = await problemOf(payee, now);
  const state = problem ? 'refused' : 'ready';
  // Where WeChat cannot be asked, what is known of these keys stays.
  const outcome = problem === 'outage' ? { problem } : { state, problem, testedAt: now };
  const { _id, revision } = payee;
  const tested = await PayeeModel.findOneAndUpdate(
    { _id, revision },
    { $set: outcome },
    { returnDocument: 'after' },
  ).lean<PayeeDocument>();
  return tested ?? testPayee(merchantId, now);
}

async function problemOf(payee: PayeeDocument, now: Date): Promise<Problem | null> {
  try {
    await channelOf(payee).query(newId('rechargeOrder', now));
    return null;
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return PROBLEMS[error.reason] ?? 'outage';
  }
}
