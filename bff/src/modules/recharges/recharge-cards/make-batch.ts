import { type PrintedRechargeCard, rechargeCardNumberOf } from '@merchant-coin/shared';
import { randomInt } from 'node:crypto';
import { newId } from '../../../db/ids';
import { inTransaction, isDuplicateOf } from '../../../db/transaction';
import { AppError } from '../../../http/app-error';
import type { StaffActor } from '../../../http/mount';
import { codeIndexOf, codeOf, requestIndexOf } from './codes';
import {
  type RechargeCardBatchDocument,
  RechargeCardBatchModel,
  type RechargeCardDocument,
  RechargeCardModel,
} from './recharge-cards.model';

export interface BatchRequest {
  actor: StaffActor;
  amountFen: number;
  count: number;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

export interface PrintedBatch {
  batch: RechargeCardBatchDocument;
  cards: PrintedRechargeCard[];
}

/** Drawing a serial that is taken happens once in 10⁸ ÷ batches; five times in a row, never. */
const MAX_DRAWS = 5;

/**
 * Makes a batch with all its cards, or nothing. The same request made before answers the same batch with
 * the same codes: a lost answer loses no cards.
 *
 * @throws AppError `idempotencyMismatch`
 */
export async function makeBatch(request: BatchRequest): Promise<PrintedBatch> {
  for (let draws = 1; ; draws += 1) {
    const made = await batchOf(request);
    if (made) return printed(made, request);
    try {
      return printed(await insertBatch(request), request);
    } catch (error) {
      const isTaken = isDuplicateOf(error, 'serial') || isDuplicateOf(error, 'requestIndex');
      if (!isTaken || draws >= MAX_DRAWS) throw error;
    }
  }
}

/** The batch that this request made before; null where it made none. */
async function batchOf(request: BatchRequest): Promise<RechargeCardBatchDocument | null> {
  const { actor, requestKey, fingerprint } = request;
  const { merchantId } = actor;
  const made = await RechargeCardBatchModel.findOne({
    merchantId,
    requestIndex: requestIndexOf(merchantId, requestKey),
  }).lean<RechargeCardBatchDocument>();
  if (made && made.fingerprint !== fingerprint) throw new AppError('idempotencyMismatch');
  return made;
}

function insertBatch(request: BatchRequest): Promise<RechargeCardBatchDocument> {
  const { actor, amountFen, count, requestKey, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  const batch: RechargeCardBatchDocument = {
    _id: newId('rechargeCardBatch', now),
    merchantId,
    serial: String(randomInt(10_000_000, 100_000_000)),
    amountFen,
    count,
    staffId,
    madeAt: now,
    requestIndex: requestIndexOf(merchantId, requestKey),
    fingerprint,
  };
  const cards = printed(batch, request).cards.map((card) => cardOf(batch, card));
  return inTransaction(async () => {
    await RechargeCardBatchModel.create(batch);
    await RechargeCardModel.insertMany(cards);
    return batch;
  });
}

function printed(batch: RechargeCardBatchDocument, { requestKey }: BatchRequest): PrintedBatch {
  const { merchantId, serial, count } = batch;
  const cards = Array.from({ length: count }, (_, index) => ({
    number: rechargeCardNumberOf(serial, index + 1),
    code: codeOf({ merchantId, requestKey, n: index + 1 }),
  }));
  return { batch, cards };
}

function cardOf(
  { _id: batchId, merchantId, amountFen, madeAt }: RechargeCardBatchDocument,
  { number, code }: PrintedRechargeCard,
): RechargeCardDocument {
  const codeIndex = codeIndexOf(merchantId, code);
  if (codeIndex === null) throw new Error('a code that does not read as one');
  return {
    _id: newId('rechargeCard', madeAt),
    ...{ merchantId, batchId, number, codeIndex, amountFen },
    status: 'unsold',
    ...{ sale: null, loadingAt: null, loaded: null, voided: null },
  };
}
