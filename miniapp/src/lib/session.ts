import type { User } from '@merchant-coin/shared';
import { randomName } from './random';
import { forget, load, save } from './storage';
import { createStore } from './store';

export interface Session {
  token: string;
  user: User;
}

const SESSION_KEY = 'session';
const DEVICE_KEY = 'device';
const SIGNED_OUT_KEY = 'signedOut';

export const sessionStore = createStore<Session | null>(load<Session>(SESSION_KEY) ?? null);

/** Counts sessions, so that an answer to an earlier one can be told and dropped. */
let generation = 0;
let deviceName = load<string>(DEVICE_KEY);
const endListeners = new Set<() => void>();

export function sessionGeneration(): number {
  return generation;
}

/** The name of this installation: made once, kept over sign-outs, so that a pay code has one device. */
export function deviceId(): string {
  if (!deviceName) {
    deviceName = `dev-${randomName(24)}`;
    save(DEVICE_KEY, deviceName);
  }
  return deviceName;
}

export function startSession(session: Session): void {
  generation += 1;
  forget(SIGNED_OUT_KEY);
  save(SESSION_KEY, session);
  sessionStore.set(session);
}

/** New facts about the same user; the session goes on. */
export function updateUser(user: User): void {
  const current = sessionStore.get();
  if (!current) return;
  const session = { ...current, user };
  save(SESSION_KEY, session);
  sessionStore.set(session);
}

/** Whatever a module keeps about the user is forgotten with the session. */
export function onSessionEnd(listener: () => void): void {
  endListeners.add(listener);
}

/** Its person is about to end the session: WeChat's silent sign-in must not begin the next one. */
export function noteSigningOut(): void {
  save(SIGNED_OUT_KEY, true);
}

export function hasSignedOut(): boolean {
  return load<boolean>(SIGNED_OUT_KEY) === true;
}

export function endSession(): void {
  if (!sessionStore.get()) return;
  generation += 1;
  forget(SESSION_KEY);
  for (const listener of endListeners) listener();
  sessionStore.set(null);
}
