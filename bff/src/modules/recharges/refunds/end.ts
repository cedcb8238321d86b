import { type HandedTender, REFUND_RULES } from '@merchant-coin/shared';
import { newId } from '../../../db/ids';
import { inTransaction } from '../../../db/transaction';
import { AppError } from '../../../http/app-error';
import type { StaffActor } from '../../../http/mount';
import { type CardDocument, publishEntry } from '../../cards';
import {
  type Claims,
  type Command,
  type Entry,
  entryById,
  postOrRefuse,
  postWithin,
  releaseClaim,
  requestClaim,
  writeRemark,
} from '../../coins';
import { storeServedBy } from '../../merchants';
import { passGate } from '../pay-refunds/gate';
import { assertPaysRefunds } from '../recharges.policy';
import { isRefundHold, type RefundHold, type RefundRecord } from './facts';
import { cardOfEntry } from './look';

interface EndRequest {
  actor: StaffActor;
  refundId: string;
  storeId: string;
  requestKey: string;
  fingerprint: string;
  now: Date;
}

export interface PayOutRequest extends EndRequest {
  tender: HandedTender;
  reference?: string | undefined;
  evidence: string;
}

export interface CancelRequest extends EndRequest {
  note?: string | undefined;
}

type Ended = RefundRecord & { end: Entry };

/**
 * The money has been given: burns what was set aside. Cash only up to the limit, with evidence on record.
 *
 * @throws AppError by the codes of the contract; `conflict` where the refund has ended already.
 */
export async function payOutRefund(request: PayOutRequest): Promise<Ended> {
  const { tender, reference, evidence } = request;
  const remark = reference === undefined ? evidence : `${reference} · ${evidence}`;
  return endRefund(request, remark, (hold) => {
    const limitFen = REFUND_RULES.cashLimitFen;
    if (tender === 'cash' && hold.refund.refundFen > limitFen) {
      throw new AppError('refundUnavailable', { reason: 'cashLimit', limitFen });
    }
    return { type: 'refund', tender };
  });
}

/**
 * The money was not given: what was set aside goes back to the card, also to a frozen one.
 *
 * @throws AppError by the codes of the contract; `conflict` where the refund has ended already.
 */
export async function cancelRefund(request: CancelRequest): Promise<Ended> {
  return endRefund(request, request.note, () => ({ type: 'release' }));
}

async function refundToEnd(
  actor: StaffActor,
  refundId: string,
): Promise<{ hold: RefundHold; card: CardDocument }> {
  const entry = await entryById(actor.merchantId, refundId);
  if (!entry || !isRefundHold(entry)) throw new AppError('notFound');
  return { hold: entry, card: await cardOfEntry(actor, entry) };
}

async function endRefund(
  request: EndRequest,
  remark: string | undefined,
  how: (hold: RefundHold) => { type: 'refund'; tender: HandedTender } | { type: 'release' },
): Promise<Ended> {
  const { actor, refundId, storeId, requestKey, fingerprint, now } = request;
  const { merchantId, staffId } = actor;
  assertPaysRefunds(await storeServedBy(actor, storeId));
  const { hold, card } = await refundToEnd(actor, refundId);
  const claims: Claims = [requestClaim(requestKey), releaseClaim(refundId)];
  const build = async (): Promise<Command> => {
    const ending = how(hold);
    const entryId = newId('entry', now);
    if (remark !== undefined) await writeRemark(merchantId, entryId, remark);
    return {
      ...ending,
      merchantId,
      cardId: card._id,
      now,
      claims,
      fingerprint,
      storeId,
      staffId,
      entryId,
      holdId: refundId,
    };
  };
  const { entry, replayed } = await postOrRefuse(
    merchantId,
    claims,
    fingerprint,
    build,
    (command) =>
      // With the gate, which WeChat's way of ending it goes through too: never both.
      inTransaction(async (session) => {
        await passGate({ merchantId, holdId: refundId });
        return postWithin(session, command);
      }),
  );
  if (!replayed) publishEntry(card, entry);
  return { hold, end: entry };
}
