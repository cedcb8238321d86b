import { liveHello, type LiveEvent } from '@merchant-coin/shared';
import type { RawData, WebSocket } from 'ws';
import type { UserActor } from './actor';

/** Close codes that the app understands (4000–4999 are the application's). */
export const CLOSE = {
  unauthenticated: 4401,
  tooMany: 4408,
  restart: 1012,
  badFrame: 1008,
} as const;

const AUTH_MS = 5_000;

/** One authenticated connection. Events that arrive while it catches up wait their turn. */
export class LiveSocket {
  alive = true;
  private waiting: LiveEvent[] | null = [];
  private readonly sent: Set<string>;

  constructor(
    readonly ws: WebSocket,
    readonly user: UserActor,
    /** Entries that the client has from before. */
    seen: readonly string[],
  ) {
    this.sent = new Set(seen);
    ws.on('pong', () => {
      this.alive = true;
    });
  }

  /** Sends what was missed, then what came meanwhile; each entry once. */
  caughtUp(missed: readonly LiveEvent[]): void {
    const held = this.waiting ?? [];
    this.waiting = null;
    for (const event of [...missed, ...held]) this.send(event);
  }

  push(event: LiveEvent): void {
    if (this.waiting) this.waiting.push(event);
    else this.send(event);
  }

  send(event: LiveEvent): void {
    if (event.type === 'entry') {
      if (this.sent.has(event.cursor)) return;
      this.sent.add(event.cursor);
      // Repetitions come within moments (publisher and change stream); older cursors need no memory.
      if (this.sent.size > 100) this.sent.delete(this.sent.values().next().value ?? '');
    }
    this.ws.send(JSON.stringify(event));
  }
}

export type Hello = ReturnType<typeof liveHello.parse>;

function helloFrom(data: RawData): Hello | null {
  try {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    return liveHello.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The first frame of a connection; null, and the connection closed, where it is late or not a hello. */
export function firstFrame(ws: WebSocket): Promise<Hello | null> {
  return new Promise((resolve) => {
    const end = (hello: Hello | null) => {
      clearTimeout(timer);
      if (!hello) ws.close(CLOSE.badFrame);
      resolve(hello);
    };
    const timer = setTimeout(() => end(null), AUTH_MS);
    ws.once('message', (data: RawData) => end(helloFrom(data)));
    ws.once('close', () => end(null));
  });
}
