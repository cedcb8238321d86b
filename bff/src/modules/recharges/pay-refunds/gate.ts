import { AppError } from '../../../http/app-error';
import { RefundGateModel } from './pay-refunds.model';

interface Refund {
  merchantId: string;
  holdId: string;
}

/**
 * For whoever ends a refund at the counter, inside the transaction that does.
 *
 * @throws AppError `conflict` while WeChat is asked.
 */
export async function passGate({ merchantId, holdId }: Refund): Promise<void> {
  const gate = await turn({ merchantId, holdId });
  if (gate?.withWechat) throw new AppError('conflict', { reason: 'wechatAsked' });
}

/**
 * For whoever asks WeChat, inside the transaction that records it: nothing else ends the refund from here on.
 *
 * @throws AppError `conflict` where WeChat is asked already.
 */
export async function closeGate(refund: Refund): Promise<void> {
  await passGate(refund);
  await setWithWechat(refund, true);
}

/** WeChat did not give the money back: other ways are open again. */
export const openGate = (refund: Refund): Promise<void> => setWithWechat(refund, false);

/** The write on which two ways of ending collide; the loser's transaction runs again and sees the winner. */
function turn({ merchantId, holdId }: Refund) {
  return RefundGateModel.findOneAndUpdate(
    { merchantId, _id: holdId },
    { $inc: { turns: 1 }, $setOnInsert: { withWechat: false } },
    { upsert: true, returnDocument: 'after' },
  ).lean<{ withWechat: boolean }>();
}

async function setWithWechat({ merchantId, holdId }: Refund, withWechat: boolean): Promise<void> {
  await RefundGateModel.updateOne({ merchantId, _id: holdId }, { $set: { withWechat } });
}
