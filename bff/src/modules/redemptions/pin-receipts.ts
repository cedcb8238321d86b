import { formatFen, lastFour } from '@merchant-coin/shared';
import { isDuplicateOf } from '../../db/transaction';
import { log } from '../../http/log';
import { sendSms } from '../../wechat/sms';
import { phoneOf } from '../accounts';
import { cardById } from '../cards';
import type { Entry, EntrySubscriber } from '../coins';
import { merchantById, storeNamesOf } from '../merchants';
import { PinReceiptModel } from './pin-receipts.model';

/** Whether it is the caller's to tell; false where somebody else has it. */
async function claimReceipt({ _id, merchantId }: Entry): Promise<boolean> {
  try {
    await PinReceiptModel.create({ _id, merchantId, status: 'sending' });
    return true;
  } catch (error) {
    if (isDuplicateOf(error, '_id')) return false;
    throw error;
  }
}

async function wordsOf(entry: Entry, cardNumber: string): Promise<string> {
  const { merchantId, storeId, sale, after } = entry;
  const [merchant, stores] = await Promise.all([
    merchantById(merchantId),
    storeNamesOf(merchantId),
  ]);
  const where = stores.get(storeId ?? '') ?? '';
  const [paid, left] = [formatFen(sale?.paidFen ?? 0), formatFen(after.spendableFen)];
  const what = `尾号 ${lastFour(cardNumber)} 的会员卡在${where}凭密码支付 ${paid}，余额 ${left}`;
  return `【${merchant?.name ?? ''}】${what}。不是你本人？请马上冻结会员卡，并联系商家。`;
}

async function sendReceipt(entry: Entry): Promise<void> {
  const { _id, merchantId, cardId } = entry;
  if (!entry.pin || !(await claimReceipt(entry))) return;
  let status: 'sent' | 'failed' = 'sent';
  try {
    const card = await cardById(merchantId, cardId);
    const phone = card && (await phoneOf(card.userId));
    if (!card || !phone) throw new Error('nobody to tell');
    const text = await wordsOf(entry, card.number);
    await sendSms({ phone, purpose: 'pinReceipt', text });
  } catch (error) {
    // What was paid stays paid; the card's entries tell it as well.
    log.warn({ err: error, entryId: _id }, 'receipt of a payment by PIN not sent');
    status = 'failed';
  }
  await PinReceiptModel.updateOne({ merchantId, _id }, { $set: { status } });
}

/** Tells the member by SMS what their PIN has paid; after the commit, without waiting, once an entry. */
export function tellPaidByPin(entry: Entry): void {
  sendReceipt(entry).catch((error: unknown) =>
    log.warn({ err: error, entryId: entry._id }, 'receipt of a payment by PIN not claimed'),
  );
}

/** Worker: sends the receipts that a BFF may not have sent any more. */
export const sendPinReceipts: EntrySubscriber = async (entries) => {
  for (const entry of entries) if (entry.pin) await sendReceipt(entry);
};
