import { readRechargeCardNumber } from '@merchant-coin/shared';
import { trusted } from '../../../db/mongo';
import { keyOfCursor, pageOfRows } from '../../../db/cursor';
import { AppError } from '../../../http/app-error';
import { codeIndexOf } from './codes';
import { asLedgerTells, settleBatches } from './loaded';
import {
  type RechargeCardBatchDocument,
  RechargeCardBatchModel,
  type RechargeCardDocument,
  RechargeCardModel,
} from './recharge-cards.model';

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

// ---- cards --------------------------------------------------------------------------------------------

export async function rechargeCardByCode(
  merchantId: string,
  text: string,
): Promise<RechargeCardDocument | null> {
  const codeIndex = codeIndexOf(merchantId, text);
  if (codeIndex === null) return null;
  return RechargeCardModel.findOne({ merchantId, codeIndex }).lean<RechargeCardDocument>();
}

async function rechargeCardByNumber(
  merchantId: string,
  text: string,
): Promise<RechargeCardDocument | null> {
  const number = readRechargeCardNumber(text);
  if (number === null) return null;
  return RechargeCardModel.findOne({ merchantId, number }).lean<RechargeCardDocument>();
}

/** How a card is named at the counter: one of the two. */
export interface NamedCard {
  number?: string | undefined;
  code?: string | undefined;
}

/** The card that was scanned or typed, as the ledger has it. @throws AppError `notFound` */
export async function namedRechargeCard(
  merchantId: string,
  { number, code }: NamedCard,
): Promise<RechargeCardDocument> {
  const card =
    number === undefined
      ? await rechargeCardByCode(merchantId, code ?? '')
      : await rechargeCardByNumber(merchantId, number);
  return known(merchantId, card);
}

/** @throws AppError `notFound` */
export async function rechargeCardById(
  merchantId: string,
  cardId: string,
): Promise<RechargeCardDocument> {
  const card = await RechargeCardModel.findOne({
    merchantId,
    _id: cardId,
  }).lean<RechargeCardDocument>();
  return known(merchantId, card);
}

async function known(
  merchantId: string,
  card: RechargeCardDocument | null,
): Promise<RechargeCardDocument> {
  const [told] = await asLedgerTells(merchantId, card ? [card] : []);
  if (!told) throw new AppError('notFound');
  return told;
}

/** A page of a batch's cards, by number. @throws AppError `notFound` */
export async function cardsOfBatch(
  { merchantId, batchId }: { merchantId: string; batchId: string },
  { limit, cursor }: PageQuery,
): Promise<{ items: RechargeCardDocument[]; nextCursor: string | null }> {
  await batchById(merchantId, batchId);
  const after = keyOfCursor(cursor);
  const rows = await RechargeCardModel.find({
    merchantId,
    batchId,
    ...(after ? { number: trusted({ $gt: after }) } : {}),
  })
    .sort({ number: 1 })
    .limit(limit + 1)
    .lean<RechargeCardDocument[]>();
  const { items, nextCursor } = pageOfRows(rows, limit, (card) => card.number);
  return { items: await asLedgerTells(merchantId, items), nextCursor };
}

// ---- batches ------------------------------------------------------------------------------------------

/** @throws AppError `notFound` */
export async function batchById(
  merchantId: string,
  batchId: string,
): Promise<RechargeCardBatchDocument> {
  const batch = await RechargeCardBatchModel.findOne({
    merchantId,
    _id: batchId,
  }).lean<RechargeCardBatchDocument>();
  if (!batch) throw new AppError('notFound');
  return batch;
}

/** A page of a merchant's batches, newest first. */
export async function batchesOf(
  merchantId: string,
  { limit, cursor }: PageQuery,
): Promise<{ items: RechargeCardBatchDocument[]; nextCursor: string | null }> {
  const before = keyOfCursor(cursor);
  const rows = await RechargeCardBatchModel.find({
    merchantId,
    ...(before ? { _id: trusted({ $lt: before }) } : {}),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<RechargeCardBatchDocument[]>();
  return pageOfRows(rows, limit, (batch) => batch._id);
}

export type BatchCounts = Record<RechargeCardDocument['status'], number>;

/** How many cards of each batch are in which state, as the ledger has them. */
export async function countsOf(
  merchantId: string,
  batchIds: readonly string[],
): Promise<Map<string, BatchCounts>> {
  await settleBatches(merchantId, batchIds);
  const groups = await RechargeCardModel.aggregate<{
    _id: { batchId: string; status: RechargeCardDocument['status'] };
    count: number;
  }>([
    { $match: { merchantId, batchId: { $in: [...batchIds] } } },
    { $group: { _id: { batchId: '$batchId', status: '$status' }, count: { $sum: 1 } } },
  ]);
  const none: BatchCounts = { unsold: 0, sold: 0, loaded: 0, voided: 0 };
  const counts = new Map(batchIds.map((id) => [id, { ...none }]));
  for (const { _id, count } of groups) {
    const ofBatch = counts.get(_id.batchId);
    if (ofBatch) ofBatch[_id.status] = count;
  }
  return counts;
}
