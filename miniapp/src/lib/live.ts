import type { LiveEvent } from '@merchant-coin/shared';
import Taro from '@tarojs/taro';
import { call } from './client';
import { IS_H5 } from './platform';
import { onSessionEnd, sessionStore } from './session';
import { createStore } from './store';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** As many as the server takes in a hello. */
const MOST_SEEN = 50;

type Listener = (event: LiveEvent) => void;

/** Whether events are arriving; screens that must not miss one poll while they are not. */
export const liveConnected = createStore(false);

const listeners = new Set<Listener>();
let socket: Taro.SocketTask | undefined;
let wanted = false;
let connecting = false;
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The latest entries seen: after a reconnect the server sends what came since, and what came late. */
let seen: string[] = [];

function liveUrl(): string {
  const origin = IS_H5 && API_BASE === '' ? window.location.origin : API_BASE;
  return `${origin.replace(/^http/, 'ws')}/v1/live`;
}

function pauseMs(): number {
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return full / 2 + Math.random() * (full / 2);
}

function reconnectLater(): void {
  clearTimeout(timer);
  if (!wanted) return;
  timer = setTimeout(() => void connect(), pauseMs());
  attempt += 1;
}

function onMessage(text: unknown): void {
  let event: LiveEvent;
  try {
    event = JSON.parse(String(text)) as LiveEvent;
  } catch {
    return;
  }
  if (event.type === 'ready') {
    attempt = 0;
    liveConnected.set(true);
  }
  if (event.type === 'entry') seen = [...seen, event.cursor].sort().slice(-MOST_SEEN);
  for (const listener of [...listeners]) listener(event);
}

async function connect(): Promise<void> {
  const session = sessionStore.get();
  if (!wanted || !session || socket || connecting) return;
  connecting = true;
  try {
    const task = await Taro.connectSocket({ url: liveUrl() });
    if (!wanted) {
      task.close({});
      return;
    }
    socket = task;
    const gone = () => {
      if (socket !== task) return;
      socket = undefined;
      // Sent away at the door: perhaps the session is over, which this call finds out and deals with.
      if (!liveConnected.get()) call('accounts.getMe', {}).catch(() => undefined);
      liveConnected.set(false);
      reconnectLater();
    };
    task.onOpen(() => {
      const { token } = session;
      task.send({ data: JSON.stringify({ type: 'auth', token, cursor: seen.at(-1), seen }) });
    });
    task.onMessage(({ data }) => onMessage(data));
    task.onClose(gone);
    task.onError(gone);
  } catch {
    reconnectLater();
  } finally {
    connecting = false;
  }
}

/** Opens the socket, or hurries a reconnect that waits. */
export function startLive(): void {
  wanted = true;
  attempt = 0;
  clearTimeout(timer);
  void connect();
}

export function stopLive(): void {
  wanted = false;
  clearTimeout(timer);
  const task = socket;
  socket = undefined;
  liveConnected.set(false);
  task?.close({});
}

/**
 * No answer came to a call: a connection that is half open would be as silent, and says nothing of its end, as
 * pages see none of the server's pings. Another one takes its place and gets what was missed.
 */
export function doubtLive(): void {
  const task = socket;
  if (!task || !liveConnected.get()) return;
  socket = undefined;
  liveConnected.set(false);
  task.close({});
  reconnectLater();
}

export function onLiveEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

onSessionEnd(() => {
  seen = [];
  stopLive();
});
