import type { ExchangeOption, ExchangeTable, ExchangeTerms } from '@merchant-coin/shared';
import { newId } from '../../db/ids';
import { isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import { type ExchangeTableDocument, ExchangeTableModel } from './exchange-table.model';

/** The table as it stands now, cheapest first. */
export async function exchangeTableOf(merchantId: string): Promise<ExchangeTable> {
  const table = await ExchangeTableModel.findOne({
    merchantId,
    _id: merchantId,
  }).lean<ExchangeTableDocument>();
  return table ? { version: table.version, options: table.options } : { version: 0, options: [] };
}

type OptionDraft = Omit<ExchangeOption, 'id'>;

export interface TableChange {
  merchantId: string;
  staffId: string;
  /** Of the table that was changed. */
  version: number;
  options: readonly OptionDraft[];
}

const isSame = (one: ExchangeTerms, other: ExchangeTerms): boolean =>
  one.points === other.points &&
  one.bonusFen === other.bonusFen &&
  one.validDays === other.validDays;

const cheapestFirst = (one: ExchangeTerms, other: ExchangeTerms): number =>
  one.points - other.points || one.bonusFen - other.bonusFen || one.validDays - other.validDays;

/** Terms that stay keep their option's id; others get a new one, and an entry's option says what it said. */
function optionsFrom(
  drafts: readonly OptionDraft[],
  before: readonly ExchangeOption[],
  now: Date,
): ExchangeOption[] {
  return [...drafts].sort(cheapestFirst).map((draft) => ({
    id: before.find((option) => isSame(option, draft))?.id ?? newId('exchangeOption', now),
    ...draft,
  }));
}

const isUnchanged = (before: readonly ExchangeOption[], after: readonly ExchangeOption[]) =>
  before.length === after.length &&
  after.every(
    ({ id, active }, index) => before[index]?.id === id && before[index].active === active,
  );

/**
 * Puts a table in place of the one before. Asked again after a lost answer it finds its own table there.
 *
 * @throws AppError `conflict` where somebody else changed the table since it was read.
 */
export async function setExchangeTable(change: TableChange, now: Date): Promise<ExchangeTable> {
  const { merchantId, staffId, version } = change;
  const before = await exchangeTableOf(merchantId);
  const options = optionsFrom(change.options, before.options, now);
  if (isUnchanged(before.options, options)) return before;
  if (before.version !== version) throw new AppError('conflict', { reason: 'changedMeanwhile' });
  const changed = await ExchangeTableModel.findOneAndUpdate(
    { merchantId, _id: merchantId, version },
    { $set: { options, staffId, changedAt: now }, $inc: { version: 1 } },
    { upsert: version === 0, returnDocument: 'after' },
  )
    .lean<ExchangeTableDocument>()
    .catch((error: unknown) => {
      if (isDuplicateOf(error, '_id')) return null;
      throw error;
    });
  if (!changed) throw new AppError('conflict', { reason: 'changedMeanwhile' });
  return { version: changed.version, options: changed.options };
}

/**
 * An option that members can have now.
 *
 * @throws AppError `notFound` for one that is not in the table, `conflict` for one that is switched off.
 */
export async function openOptionOf(merchantId: string, optionId: string): Promise<ExchangeOption> {
  const { options } = await exchangeTableOf(merchantId);
  const option = options.find(({ id }) => id === optionId);
  if (!option) throw new AppError('notFound');
  if (!option.active) throw new AppError('conflict', { reason: 'optionEnded' });
  return option;
}
