import {
  type AnnualDay,
  type Birthday,
  dateIn,
  MAX_OCCASIONS,
  type MyReminders,
  type Occasion,
} from '@merchant-coin/shared';
import { newId } from '../../db/ids';
import { open, seal } from '../../db/seal';
import { inTransaction } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import type { CardDocument } from '../cards';
import { zoneOf } from '../merchants';
import { lunarTextOf, nextBirthdaysOf, nextOccurrence, solarAndLunarOf } from './calendar';
import {
  type BirthdayDocument,
  BirthdayModel,
  type OccasionDocument,
  OccasionModel,
} from './occasions.model';

type CardKey = Pick<CardDocument, 'merchantId' | '_id'>;

const todayOf = async (merchantId: string, now: Date): Promise<string> =>
  dateIn(await zoneOf(merchantId), now);

const dayOf = ({ calendar, month, day, leap }: OccasionDocument): AnnualDay => ({
  calendar,
  month,
  day,
  leap,
});

function presentOccasion(occasion: OccasionDocument, today: string): Occasion {
  const day = dayOf(occasion);
  const nextOn = nextOccurrence(day, today);
  const name = occasion.nameSealed === null ? '' : open(occasion.nameSealed);
  return { id: occasion._id, name, day, nextOn, lunarText: lunarTextOf(nextOn) };
}

/** The days that a card's member has added, oldest first. */
export async function occasionsOf({ merchantId, _id }: CardKey, now: Date): Promise<Occasion[]> {
  const today = await todayOf(merchantId, now);
  const kept = await OccasionModel.find({ merchantId, cardId: _id, kind: 'anniversary' })
    .sort({ _id: 1 })
    .lean<OccasionDocument[]>();
  return kept.map((occasion) => presentOccasion(occasion, today));
}

/**
 * Adds a day, or answers the one that is there by this name: a lost answer is asked for again.
 *
 * @throws AppError `conflict` where there are twenty already.
 */
export async function addOccasion(
  card: CardDocument,
  { name, day }: { name: string; day: AnnualDay },
  now: Date,
): Promise<Occasion> {
  const kept = await occasionsOf(card, now);
  const same = kept.find((each) => each.name === name && isSameDay(each.day, day));
  if (same) return same;
  if (kept.length >= MAX_OCCASIONS) {
    throw new AppError('conflict', { reason: 'tooManyOccasions', most: MAX_OCCASIONS });
  }
  const today = await todayOf(card.merchantId, now);
  const named = { kind: 'anniversary', nameSealed: seal(name) } as const;
  const occasion = occasionOn(card, { ...named, ...day }, { today, now });
  await OccasionModel.create(occasion);
  return presentOccasion(occasion, today);
}

const isSameDay = (one: AnnualDay, other: AnnualDay): boolean =>
  one.calendar === other.calendar &&
  one.month === other.month &&
  one.day === other.day &&
  one.leap === other.leap;

function occasionOn(
  { merchantId, _id: cardId, userId }: CardDocument,
  what: Pick<OccasionDocument, 'kind' | 'nameSealed'> & AnnualDay,
  { today, now }: { today: string; now: Date },
): OccasionDocument {
  const nextOn = nextOccurrence(what, today);
  const _id = newId('occasion', now);
  return { _id, merchantId, cardId, userId, ...what, nextOn, createdAt: now };
}

/** @throws AppError `notFound` */
export async function removeOccasion(
  { merchantId, _id: cardId }: CardKey,
  occasionId: string,
): Promise<void> {
  const kind = 'anniversary';
  const gone = await OccasionModel.deleteOne({ merchantId, cardId, _id: occasionId, kind });
  if (gone.deletedCount === 0) throw new AppError('notFound');
}

/** Keeps the birthday and the days that it is reminded of; null takes it back. */
export async function setBirthday(
  card: CardDocument,
  birthday: Birthday | null,
  now: Date,
): Promise<void> {
  const { merchantId, _id } = card;
  const today = await todayOf(merchantId, now);
  if (birthday && birthday.date > today) {
    const issues = [{ path: 'birthday.date', message: 'is still to come' }];
    throw new AppError('validationFailed', { issues });
  }
  await inTransaction(async () => {
    await OccasionModel.deleteMany({ merchantId, cardId: _id, kind: 'birthday' });
    await BirthdayModel.deleteOne({ merchantId, _id });
    if (!birthday) return;
    const { date, solarOn, lunarOn } = birthday;
    await BirthdayModel.create({ _id, merchantId, dateSealed: seal(date), solarOn, lunarOn });
    const { solar, lunar } = solarAndLunarOf(date);
    const days = [...(solarOn ? [solar] : []), ...(lunarOn ? [lunar] : [])];
    for (const day of days) {
      const what = { kind: 'birthday', nameSealed: null, ...day } as const;
      await OccasionModel.create(occasionOn(card, what, { today, now }));
    }
  });
}

/** The birthday that a card's member has told, with when it falls next. */
export async function birthdayOf(
  { merchantId, _id }: CardKey,
  now: Date,
): Promise<MyReminders['birthday']> {
  const kept = await BirthdayModel.findOne({ merchantId, _id }).lean<BirthdayDocument>();
  if (!kept) return null;
  const date = open(kept.dateSealed);
  const { solarOn, lunarOn } = kept;
  const today = await todayOf(merchantId, now);
  return { date, solarOn, lunarOn, ...nextBirthdaysOf(date, today) };
}
