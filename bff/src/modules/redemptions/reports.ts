import { keyOfCursor, pageOfRows } from '../../db/cursor';
import { trusted } from '../../db/mongo';
import { isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { type CardDocument } from '../cards';
import { askedRedemption } from './find';
import { presentHeldRedemption } from './redemptions.present';
import { ReportModel, type ReportDocument } from './reports.model';

export interface ReportRequest {
  card: CardDocument;
  redemptionId: string;
  reason?: string | undefined;
  now: Date;
}

/**
 * Records what a member says of a payment that they did not approve. The first report stands; another one
 * answers it.
 *
 * @throws AppError `notFound` for what this card was not asked for; `conflict` while it waits, or once it paid.
 */
export async function reportRedemption(
  request: ReportRequest,
): Promise<{ report: ReportDocument; isNew: boolean }> {
  const { card, redemptionId, reason = null, now } = request;
  const { merchantId } = card;
  const record = await askedRedemption(merchantId, redemptionId);
  const { hold } = record;
  if (hold.cardId !== card._id) throw new AppError('notFound');
  if (record.end?.type === 'capture') throw new AppError('conflict', { reason: 'paid' });
  const { status } = presentHeldRedemption(record, now);
  if (status === 'waiting') throw new AppError('conflict', { reason: 'stillWaiting' });
  const { storeId, staffId, sale } = hold;
  if (storeId === null || staffId === null || !sale) throw new Error(`${hold._id} asks for nobody`);
  const report: ReportDocument = {
    _id: hold._id,
    ...{ merchantId, storeId, staffId, cardId: card._id },
    ...{ amountFen: sale.paidFen, reason, askedAt: hold.at, reportedAt: now },
  };
  return keep(report);
}

async function keep(report: ReportDocument): Promise<{ report: ReportDocument; isNew: boolean }> {
  try {
    await ReportModel.create(report);
    return { report, isNew: true };
  } catch (error) {
    const { merchantId, _id } = report;
    const first = isDuplicateOf(error, '_id')
      ? await ReportModel.findOne({ merchantId, _id }).lean<ReportDocument>()
      : null;
    if (!first) throw error;
    return { report: first, isNew: false };
  }
}

export interface ReportsRequest {
  actor: StaffActor;
  cursor?: string | undefined;
  limit: number;
}

/** Reports at the stores that the caller answers for, newest payment first: an owner's are all. */
export async function reportsFor({ actor, cursor, limit }: ReportsRequest) {
  const { merchantId, role, storeIds } = actor;
  const beforeId = keyOfCursor(cursor);
  const rows = await ReportModel.find({
    merchantId,
    ...(role === 'owner' ? {} : { storeId: trusted({ $in: [...storeIds] }) }),
    ...(beforeId === null ? {} : { _id: trusted({ $lt: beforeId }) }),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<ReportDocument[]>();
  return pageOfRows(rows, limit, ({ _id }) => _id);
}
