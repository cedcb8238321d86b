import { formatFen, lastFour } from '@merchant-coin/shared';
import { databaseClock } from '../../db/clock';
import { log } from '../../http/log';
import { type DueWork, dueWorkOn, type Next, takeDue } from '../../jobs/due-work';
import { sendSms } from '../../wechat/sms';
import { phoneOf } from '../accounts';
import { cardById } from '../cards';
import { type Entry, entryById, type EntrySubscriber } from '../coins';
import { merchantById, storeNamesOf } from '../merchants';
import { type PinReceiptDocument, PinReceiptModel } from './pin-receipts.model';

/** A process that dies at it leaves it to another one after this time; so does a gateway that refuses. */
const RETRY_MS = 60_000;
const MOST_TRIES = 5;

/** Puts down that a payment is to be told of; once, whoever notices it first. */
async function note({ _id, merchantId }: Entry, now: Date): Promise<void> {
  await PinReceiptModel.updateOne(
    { merchantId, _id },
    { $setOnInsert: { status: 'waiting', dueAt: now, tries: 0 } },
    { upsert: true },
  );
}

const next: Next<PinReceiptDocument> = ({ tries }, now) => ({
  dueAt: new Date(now.getTime() + RETRY_MS),
  tries: tries + 1,
});

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

async function send({ merchantId, _id, tries }: PinReceiptDocument): Promise<void> {
  try {
    const entry = await entryById(merchantId, _id);
    const card = entry && (await cardById(merchantId, entry.cardId));
    const phone = card && (await phoneOf(card.userId));
    if (!entry || !card || !phone) throw new Error('nobody to tell');
    const text = await wordsOf(entry, card.number);
    await sendSms({ phone, purpose: 'pinReceipt', text });
    await PinReceiptModel.updateOne({ merchantId, _id }, { $set: { status: 'sent', dueAt: null } });
  } catch (error) {
    // What was paid stays paid; the card's entries tell it as well.
    log.warn({ err: error, entryId: _id }, 'receipt of a payment by PIN not sent');
    if (tries < MOST_TRIES) return;
    const over = { status: 'failed', dueAt: null } as const;
    await PinReceiptModel.updateOne({ merchantId, _id }, { $set: over });
  }
}

async function tell(entry: Entry, now: Date): Promise<void> {
  await note(entry, now);
  const { merchantId, _id } = entry;
  const { taken } = await takeDue(PinReceiptModel, { merchantId, _id }, next, now);
  if (taken) await send(taken);
}

/** Tells the member by SMS what their PIN has paid; after the commit, without waiting. */
export function tellPaidByPin(entry: Entry): void {
  tell(entry, databaseClock.now()).catch((error: unknown) =>
    log.warn({ err: error, entryId: entry._id }, 'receipt of a payment by PIN not put down'),
  );
}

/** Worker: puts down the receipts that a BFF did not live to put down; the ledger's feed waits for no SMS. */
export const notePinReceipts: EntrySubscriber = async (entries) => {
  const now = databaseClock.now();
  for (const entry of entries) if (entry.pin) await note(entry, now);
};

/** Worker: sends what is put down and was not sent. */
export const duePinReceipts: DueWork = dueWorkOn<PinReceiptDocument>({
  name: 'pinReceipts',
  model: PinReceiptModel,
  next,
  look: send,
});
