import type { RedemptionReport } from '@merchant-coin/shared';
import { storeNamesOf } from '../merchants';
import { clerkNameOf } from './approvals.present';
import { holderOf } from './holds.present';
import type { ReportDocument } from './reports.model';

/** A report to whoever answers for the store: where, who, whom, how much and when. */
export async function presentReport(report: ReportDocument): Promise<RedemptionReport> {
  const { merchantId, storeId, cardId, askedAt, reportedAt } = report;
  const [storeNames, clerkName, member] = await Promise.all([
    storeNamesOf(merchantId),
    clerkNameOf(report),
    holderOf(merchantId, cardId),
  ]);
  return {
    redemptionId: report._id,
    storeName: storeNames.get(storeId) ?? '',
    clerkName,
    member,
    amountFen: report.amountFen,
    reason: report.reason,
    askedAt: askedAt.toISOString(),
    reportedAt: reportedAt.toISOString(),
  };
}
