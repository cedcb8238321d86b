import { type Hold, type HoldStatus, maskName } from '@merchant-coin/shared';
import { cardById } from '../cards';
import { type HoldRecord, remarksOf } from '../coins';
import { memberOf } from '../members';

/** How a hold stands at an instant: one whose term is over is released, whether or not that is written yet. */
export function holdStatus({ hold, end }: HoldRecord, now: Date): HoldStatus {
  const until = hold.holdExpiresAt;
  if (end?.type === 'capture') return 'captured';
  // Past its term nobody can release a hold any more: then the ledger did.
  if (end) return until && end.at >= until ? 'expired' : 'released';
  return until && now >= until ? 'expired' : 'held';
}

function endedAt(record: HoldRecord, now: Date): Date | null {
  if (holdStatus(record, now) === 'expired') return record.hold.holdExpiresAt;
  return record.end?.at ?? null;
}

/** Whose card it is, to staff: name and phone masked. */
export async function holderOf(merchantId: string, cardId: string): Promise<Hold['member']> {
  const card = await cardById(merchantId, cardId);
  if (!card) throw new Error(`a hold on no card: ${cardId}`);
  const member = await memberOf(merchantId, card.memberId);
  return {
    name: member.name && maskName(member.name),
    phone: member.phoneMasked,
    cardNumber: card.number,
  };
}

/** Holds to staff, in their order: whose, how much, until when, and what became of them. */
export async function presentHolds(records: readonly HoldRecord[], now: Date): Promise<Hold[]> {
  const [first] = records;
  if (!first) return [];
  const ids = records.map(({ hold }) => hold._id);
  const notes = await remarksOf(first.hold.merchantId, ids);
  return Promise.all(
    records.map(async (record) => {
      const { hold, end } = record;
      const status = holdStatus(record, now);
      return {
        id: hold._id,
        status,
        cardId: hold.cardId,
        storeId: hold.storeId ?? '',
        member: await holderOf(hold.merchantId, hold.cardId),
        note: notes.get(hold._id) ?? null,
        listFen: hold.sale?.listFen ?? 0,
        discountBp: hold.sale?.discountBp ?? 0,
        heldFen: hold.sale?.paidFen ?? 0,
        paidFen: end?.sale?.paidFen ?? 0,
        at: hold.at.toISOString(),
        expiresAt: hold.holdExpiresAt?.toISOString() ?? hold.at.toISOString(),
        endedAt: endedAt(record, now)?.toISOString() ?? null,
      };
    }),
  );
}

export async function presentHold(record: HoldRecord, now: Date): Promise<Hold> {
  const [hold] = await presentHolds([record], now);
  if (!hold) throw new Error('a hold was not presented');
  return hold;
}
