import type { Redemption } from '@merchant-coin/shared';
import { call, type CallInput, type CallOutput } from '@/lib/client';
import { ApiError, asApiError, isOutcomeUnknown, type AnyErrorCode } from '@/lib/errors';
import { newRequestKey } from '@/lib/random';
import { refreshAll } from '@/lib/resource';
import { load, save } from '@/lib/storage';
import { createStore, useStore, type Store } from '@/lib/store';
import { isUnresolved, slipsKey } from '@/lib/work';

/**
 * A slip is one act on money that this till has asked for. It is kept on the device from before it is sent,
 * so that an act whose answer was lost can be asked for again with the same request key, also after the app
 * was closed in between.
 */
const CALLS = {
  redeem: 'redemptions.redeem',
  recharge: 'recharges.createRecharge',
  reverse: 'redemptions.reverseRedemption',
  hold: 'holds.createHold',
  capture: 'holds.captureHold',
  release: 'holds.releaseHold',
  sellCard: 'rechargeCards.sellRechargeCard',
} as const;

export type SlipKind = keyof typeof CALLS;
type SlipInput<K extends SlipKind> = CallInput<(typeof CALLS)[K]>;
type SlipAnswer<K extends SlipKind> = CallOutput<(typeof CALLS)[K]>;

/** `unknown`: no answer came, so it may or may not have happened. */
type SlipState = 'sending' | 'unknown' | 'done' | 'refused';

interface SlipOf<K extends SlipKind> {
  kind: K;
  /** The `Idempotency-Key`: made once, kept through retries. */
  key: string;
  userId: string;
  /** When it was begun, by this device's clock. */
  at: number;
  /** The member, masked; of a recharge card its number. */
  who: string;
  /** What is meant to move; what has moved once it is done. */
  amountFen: number;
  state: SlipState;
  /** When its answer came. */
  doneAt?: number;
  input: SlipInput<K>;
  answer?: SlipAnswer<K>;
  /** Why it was refused, or why its outcome is not known. Not kept over a restart. */
  error?: ApiError;
  /** What of a redemption has been given back since. */
  reversedFen: number;
  /** A charge that waits for this recharge. */
  resume?: { payCode: string; listFen: number };
}

export type RedeemSlip = SlipOf<'redeem'>;
export type RechargeSlip = SlipOf<'recharge'>;
export type ReverseSlip = SlipOf<'reverse'>;
export type HoldSlip = SlipOf<'hold'>;
export type CaptureSlip = SlipOf<'capture'>;
export type ReleaseSlip = SlipOf<'release'>;
export type SellCardSlip = SlipOf<'sellCard'>;
/** Coins were taken: it can be taken back. */
export type TakingSlip = RedeemSlip | CaptureSlip;
export type Slip = TakingSlip | RechargeSlip | ReverseSlip | HoldSlip | ReleaseSlip | SellCardSlip;

export const isTaking = (slip: Slip): slip is TakingSlip =>
  slip.kind === 'redeem' || slip.kind === 'capture';

/** Under which the store's open holds are kept in memory. */
export const holdsKey = (storeId: string) => `holds.${storeId}`;

const KEPT_SLIPS = 20;
const KEPT_TAKINGS = 10;
const NO_PROOF = '000000';
const stores = new Map<string, Store<Slip[]>>();
const running = new Set<string>();

function loadSlips(storeId: string): Slip[] {
  const kept = load<Slip[]>(slipsKey(storeId)) ?? [];
  return kept.map((slip) => (slip.state === 'sending' ? { ...slip, state: 'unknown' } : slip));
}

function slipStore(storeId: string): Store<Slip[]> {
  const existing = stores.get(storeId);
  if (existing) return existing;
  const store = createStore(loadSlips(storeId));
  stores.set(storeId, store);
  return store;
}

/**
 * The newest twenty, the ten latest takings, which may have to be taken back, and every one whose outcome is
 * not known; in the order that they have.
 */
function worthKeeping(slips: readonly Slip[]): Slip[] {
  const standing = slips.filter(({ state }) => state !== 'refused');
  const takings = new Set<Slip>(standing.filter(isTaking).slice(0, KEPT_TAKINGS));
  return standing.filter(
    (slip, index) => index < KEPT_SLIPS || takings.has(slip) || isUnresolved(slip),
  );
}

/**
 * What the member said or typed stays out of the device's storage. In its place stands what proves nobody: a
 * key that was used is answered whatever comes with it, and one that was not is refused. Their number is needed
 * for asking again alone: once the act is done, nothing names them but the slip's masked words.
 */
function withoutSecrets<S extends Slip>(slip: S): S {
  if (slip.kind !== 'redeem') return slip;
  const { phone, ...input } = slip.input;
  if (input.code6 !== undefined) input.code6 = NO_PROOF;
  if (input.pin !== undefined) input.pin = NO_PROOF;
  const named = phone === undefined || slip.state === 'done' ? input : { ...input, phone };
  return { ...slip, input: named };
}

function setSlips(storeId: string, slips: Slip[]): void {
  save(
    slipsKey(storeId),
    worthKeeping(slips).map(({ error: _, ...slip }) => withoutSecrets(slip as Slip)),
  );
  slipStore(storeId).set(slips);
}

function changeSlip<S extends Slip>(storeId: string, key: string, change: Partial<S>): void {
  const slips = slipStore(storeId).get();
  setSlips(
    storeId,
    slips.map((slip) => (slip.key === key ? { ...slip, ...change } : slip)),
  );
}

/** Newest first; those that were refused are not listed. */
export function useSlips(storeId: string): Slip[] {
  return worthKeeping(useStore(slipStore(storeId)));
}

export function useSlip(storeId: string, key: string | null): Slip | undefined {
  return useStore(slipStore(storeId)).find((slip) => slip.key === key);
}

/** Whether an act of this store is on its way right now. */
export function isSending(storeId: string): boolean {
  return slipStore(storeId)
    .get()
    .some(({ state }) => state === 'sending');
}

/** Answered by the doors before anybody looks whether the key has had its effect already. */
const AT_THE_DOOR: readonly AnyErrorCode[] = [
  'unauthenticated',
  'sessionEnded',
  'rateLimited',
  'forbidden',
  'storeForbidden',
];

/**
 * Whether an error says for certain that nothing has moved. After an unanswered try only a refusal that was
 * given with a look at the request key does.
 */
function isDefinite(error: ApiError, wasUnknown: boolean): boolean {
  if (isOutcomeUnknown(error) || error.code === 'sessionEnded') return false;
  return !(wasUnknown && AT_THE_DOOR.includes(error.code));
}

async function ask<K extends SlipKind>(slip: SlipOf<K>): Promise<SlipAnswer<K>> {
  const answer = (await call(CALLS[slip.kind], slip.input, {
    idempotencyKey: slip.key,
  })) as SlipAnswer<K> | null;
  // The connection broke in the middle of the answer.
  if (!answer) throw new ApiError('networkFailed');
  return answer;
}

/** What an answer changes besides its own slip: a redemption that was given back says so. */
function noteReversal(storeId: string, { reversal }: SlipAnswer<'reverse'>): void {
  for (const slip of slipStore(storeId).get()) {
    if (!isTaking(slip) || slip.answer?.redemption.id !== reversal.redemptionId) continue;
    changeSlip(storeId, slip.key, { reversedFen: slip.reversedFen + reversal.amountFen });
  }
}

function movedFen(answer: SlipAnswer<SlipKind>): number {
  if ('redemption' in answer) return answer.redemption.paidFen;
  if ('hold' in answer) return answer.hold.heldFen;
  if ('sale' in answer) return answer.sale.amountFen;
  return 'recharge' in answer ? answer.recharge.amountFen : answer.reversal.amountFen;
}

/** Asks for a slip, or asks again with the same key. Never throws; the slip tells how it went. */
export async function sendSlip(storeId: string, key: string): Promise<Slip | undefined> {
  const find = () =>
    slipStore(storeId)
      .get()
      .find((slip) => slip.key === key);
  const slip = find();
  if (!slip || running.has(key) || slip.state === 'done' || slip.state === 'refused') return slip;
  running.add(key);
  const wasUnknown = slip.state === 'unknown';
  changeSlip(storeId, key, { state: 'sending' });
  try {
    const answer = await ask(slip);
    changeSlip(storeId, key, {
      state: 'done',
      doneAt: Date.now(),
      answer,
      amountFen: movedFen(answer),
      input: withoutSecrets({ ...slip, state: 'done' }).input,
    } as Partial<Slip>);
    if ('reversal' in answer) noteReversal(storeId, answer);
    if ('hold' in answer) refreshAll(holdsKey(storeId));
  } catch (cause) {
    const error = asApiError(cause);
    changeSlip(storeId, key, {
      state: isDefinite(error, wasUnknown) ? 'refused' : 'unknown',
      error,
    });
  } finally {
    running.delete(key);
  }
  return find();
}

/** Notes what became of a redemption that waited for its member; what is answered late changes nothing. */
export function noteRedemption(storeId: string, key: string, redemption: Redemption): void {
  const slip = slipStore(storeId)
    .get()
    .find((each) => each.key === key);
  if (slip?.kind !== 'redeem' || slip.answer?.redemption.status !== 'waiting') return;
  if (redemption.status === 'waiting') return;
  const amountFen = redemption.paidFen;
  changeSlip<RedeemSlip>(storeId, key, { answer: { redemption }, amountFen, doneAt: Date.now() });
}

type SlipDraft<S extends Slip> = Pick<S, 'kind' | 'userId' | 'who' | 'amountFen' | 'input'> &
  Partial<Pick<S, 'resume'>>;

/** Writes a slip and sends it. */
export function beginSlip<S extends Slip>(
  storeId: string,
  draft: SlipDraft<S>,
): { key: string; settled: Promise<Slip | undefined> } {
  const key = newRequestKey();
  const slip = {
    ...draft,
    key,
    at: Date.now(),
    state: 'sending',
    reversedFen: 0,
  } as unknown as Slip;
  setSlips(storeId, [slip, ...worthKeeping(slipStore(storeId).get())]);
  return { key, settled: sendSlip(storeId, key) };
}
