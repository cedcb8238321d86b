import type { CardEntry } from '@merchant-coin/shared';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '@/lib/client';
import { serverNow } from '@/lib/clock';
import { liveConnected } from '@/lib/live';
import { refreshAll } from '@/lib/resource';
import { useStore } from '@/lib/store';
import { useOnEntry } from '@/lib/useOnEntry';

const POLL_MS = 3_000;
/** With a socket, asking now and then makes sure that nothing got lost on its way. */
const SLOW_POLL_MS = 10_000;

const CLOCK_SLACK_MS = 5_000;

/** What turns the code page over: coins left the card, or came to it. */
const WORTH_A_RECEIPT: readonly CardEntry['type'][] = [
  'redeem',
  'hold',
  'capture',
  'recharge',
  'grant',
  'reverse',
];

interface Payment {
  /** What the code page turns into; null until something happens. */
  entry: CardEntry | null;
  /** The last entry that took or held coins: the code that was shown has been used. */
  spentBy: string | null;
  forget: () => void;
}

/**
 * The latest entry on the card since the page opened: at once by the socket, within seconds by asking where
 * there is none. An entry is told once, whichever way it comes first.
 */
export function usePayment(cardId: string): Payment {
  const [entry, setEntry] = useState<CardEntry | null>(null);
  const [spentBy, setSpentBy] = useState<string | null>(null);
  const connected = useStore(liveConnected);
  /** The last entry known; undefined until the first look, which is not news. */
  const seen = useRef<number>();
  const openedAt = useRef(serverNow());
  /** A look has failed since then. */
  const missed = useRef(false);

  const tell = useCallback(
    (latest: CardEntry) => {
      if (seen.current !== undefined && latest.seq <= seen.current) return;
      seen.current = latest.seq;
      // After a gap the socket catches up: what is older than this page is not news.
      const isNews = Date.parse(latest.at) > openedAt.current - CLOCK_SLACK_MS;
      // A hold for a refund is no payment, nor is one that waits for the member's word.
      const isPayment = latest.refundFen === null && !latest.awaitsApproval;
      const isWorth = isPayment && WORTH_A_RECEIPT.includes(latest.type);
      if (isNews && isWorth) setEntry(latest);
      if (isNews && latest.changeFen < 0) setSpentBy(latest.id);
      refreshAll('cards', `card.${cardId}`);
    },
    [cardId],
  );

  const look = useCallback(async () => {
    try {
      const { items } = await call('cards.listMyEntries', { cardId, limit: 1 });
      const [latest] = items;
      const isFirst = seen.current === undefined;
      // Opened without a network, a code may have been used before anything could be looked at.
      const isNews = missed.current && latest && Date.parse(latest.at) > openedAt.current;
      if (isFirst && !isNews) seen.current = latest?.seq ?? 0;
      else if (latest) tell(latest);
    } catch {
      // The next look may succeed; the code itself needs no network.
      missed.current = true;
    }
  }, [cardId, tell]);

  useEffect(() => {
    seen.current = undefined;
    missed.current = false;
    openedAt.current = serverNow();
    setEntry(null);
  }, [cardId]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), connected ? SLOW_POLL_MS : POLL_MS);
    return () => clearInterval(timer);
  }, [connected, look]);
  useOnEntry(cardId, tell);

  return { entry, spentBy, forget: useCallback(() => setEntry(null), []) };
}
