import type { MyRefund, RefundStep, StaffRefund } from '@merchant-coin/shared';
import type { StaffActor } from '../../../http/mount';
import { staffNamesOf } from '../../accounts';
import { type Entry, remarksOf } from '../../coins';
import { storeNamesOf } from '../../merchants';
import { wechatWaysOf } from '../pay-refunds/ways';
import { readsEvidence } from '../recharges.policy';
import type { RefundRecord } from './facts';
import { presentRefund } from './refunds.present';

const entriesOf = ({ hold, end }: RefundRecord): Entry[] => (end ? [hold, end] : [hold]);

function presentStep(entry: Entry, storeNames: ReadonlyMap<string, string>): RefundStep {
  const isEnd = entry.type === 'refund' ? ('paid' as const) : ('cancelled' as const);
  return {
    is: entry.type === 'hold' ? 'opened' : isEnd,
    at: entry.at.toISOString(),
    storeName: storeNames.get(entry.storeId ?? '') ?? null,
  };
}

/** A refund to the member whose card it is on. */
export async function presentMyRefund(record: RefundRecord): Promise<MyRefund> {
  const [storeNames, ways] = await Promise.all([
    storeNamesOf(record.hold.merchantId),
    wechatWaysOf([record.hold]),
  ]);
  const steps = entriesOf(record).map((entry) => presentStep(entry, storeNames));
  return { ...presentRefund(record, ways.get(record.hold._id)), steps };
}

/** Refunds to staff, in their order: also by whom, and to managers on what evidence. */
export async function presentStaffRefunds(
  actor: StaffActor,
  records: readonly RefundRecord[],
): Promise<StaffRefund[]> {
  const { merchantId } = actor;
  const entries = records.flatMap(entriesOf);
  const staffIds = entries.flatMap(({ staffId }) => staffId ?? []);
  const [storeNames, staffNames, notes, ways] = await Promise.all([
    storeNamesOf(merchantId),
    staffNamesOf(merchantId, staffIds),
    readsEvidence(actor)
      ? remarksOf(
          merchantId,
          entries.map(({ _id }) => _id),
        )
      : new Map<string, string>(),
    wechatWaysOf(records.map(({ hold }) => hold)),
  ]);
  return records.map((record) => ({
    ...presentRefund(record, ways.get(record.hold._id)),
    steps: entriesOf(record).map((entry) => ({
      ...presentStep(entry, storeNames),
      staffName: staffNames.get(entry.staffId ?? '') ?? null,
      note: notes.get(entry._id) ?? null,
    })),
  }));
}
