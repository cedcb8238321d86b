import type { Card, CardEntry, CardFace } from '@merchant-coin/shared';
import { call } from './client';
import type { Page } from './pagesState';
import { useResource, type Resource } from './resource';
import { load, save } from './storage';

const LAST_CARD_KEY = 'kept.lastCard';
const PAGE_SIZE = 100;
const LATEST = 5;

/** All cards: a wallet is shown whole, and few people have more than a page of them. */
async function askForCards(): Promise<CardFace[]> {
  const cards: CardFace[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('cards.listMyCards', { limit: PAGE_SIZE, cursor });
    cards.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return cards;
}

/** One's own cards; kept, so that they are there without a network. */
export function useMyCards(): Resource<CardFace[]> {
  return useResource('cards', askForCards, { keep: true });
}

export function useMyCard(cardId: string): Resource<Card> {
  return useResource(`card.${cardId}`, () => call('cards.getMyCard', { cardId }), { keep: true });
}

/** The last few entries of a card; kept. */
export function useLatestEntries(cardId: string): Resource<Page<CardEntry>> {
  return useResource(
    `entries.${cardId}`,
    () => call('cards.listMyEntries', { cardId, limit: LATEST }),
    { keep: true },
  );
}

/** The card that was paid with last comes first, then those that can pay most. */
export function inUseOrder(cards: readonly CardFace[]): CardFace[] {
  const last = load<string>(LAST_CARD_KEY);
  const rank = (card: CardFace) => (card.id === last ? 2 : card.status === 'active' ? 1 : 0);
  return [...cards].sort(
    (one, other) =>
      rank(other) - rank(one) || other.balance.spendableFen - one.balance.spendableFen,
  );
}

export function rememberLastCard(cardId: string): void {
  save(LAST_CARD_KEY, cardId);
}
