import type { Approval } from '@merchant-coin/shared';
import { call } from './client';
import { ApiError, isUnanswered } from './errors';
import { doubtLive, liveConnected, onLiveEvent } from './live';
import { deviceOffline } from './network';
import { onSessionEnd, sessionStore } from './session';
import { createStore } from './store';
import { createTurns } from './turns';

const POLL_MS = 3_000;
/** With a socket, asking now and then makes sure that nothing got lost on its way. */
const SLOW_POLL_MS = 30_000;

/** The payments that wait for the member's word, or did when last asked, newest first. */
export const approvalsAsked = createStore<readonly Approval[]>([]);
/** Answered here: an older look that arrives late does not bring them back. */
const answered = new Set<string>();

let timer: ReturnType<typeof setInterval> | undefined;

const isOpen = ({ redemptionId }: Approval) => !answered.has(redemptionId);

const beginLook = createTurns();

/** Asks now what waits. */
function lookForApprovals(): void {
  // Who is known without a phone number has no card yet that could pay.
  if (deviceOffline.get() || !sessionStore.get()?.user.phone) return;
  const isNews = beginLook();
  call('redemptions.listApprovals', {}).then(
    ({ items }) => {
      if (isNews()) approvalsAsked.set(items.filter(isOpen));
    },
    // The next look may succeed; without a network nobody can answer anyway.
    (cause: unknown) => {
      if (cause instanceof ApiError && cause.status === 0 && isUnanswered(cause)) doubtLive();
    },
  );
}

/** The member has given their word: it is not asked for again, on whatever page. */
export function approvalAnswered(redemptionId: string): void {
  answered.add(redemptionId);
  approvalsAsked.set(approvalsAsked.get().filter(isOpen));
  lookForApprovals();
}

/**
 * While the app is looked at, whatever page shows: known at once by the socket, within seconds by asking
 * where there is none.
 */
export function startApprovals(): void {
  stopApprovals();
  lookForApprovals();
  timer = setInterval(lookForApprovals, liveConnected.get() ? SLOW_POLL_MS : POLL_MS);
}

export function stopApprovals(): void {
  clearInterval(timer);
  timer = undefined;
}

liveConnected.subscribe(() => {
  if (timer !== undefined) startApprovals();
});
onLiveEvent((event) => {
  if (event.type === 'approvalAsked' || event.type === 'approvalEnded') lookForApprovals();
});
onSessionEnd(() => {
  stopApprovals();
  approvalsAsked.set([]);
  answered.clear();
});
