import type { LiveEvent } from '@merchant-coin/shared';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Client, Session } from './client';

const PATIENCE_MS = 5_000;

/** A client of `/v1/live` that remembers what it was sent. */
export class LiveClient {
  readonly events: LiveEvent[] = [];
  closeCode: number | null = null;

  private constructor(readonly ws: WebSocket) {
    ws.on('message', (data: Buffer) => {
      this.events.push(JSON.parse(data.toString('utf8')) as LiveEvent);
    });
    ws.on('close', (code) => {
      this.closeCode = code;
    });
  }

  static async open({ url }: Pick<Client, 'url'>): Promise<LiveClient> {
    const client = new LiveClient(new WebSocket(`${url.replace('http', 'ws')}/v1/live`));
    await once(client.ws, 'open');
    return client;
  }

  /** Opens, authenticates, and waits until it is ready. */
  static async signIn(
    at: Pick<Client, 'url'>,
    { token }: Session,
    cursor?: string,
    seen: readonly string[] = cursor?.startsWith('ent_') ? [cursor] : [],
  ): Promise<LiveClient> {
    const client = await LiveClient.open(at);
    client.send({ type: 'auth', token, ...(cursor && { cursor }), seen });
    await client.until(() => client.events.some((event) => event.type === 'ready'));
    return client;
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  ofType<T extends LiveEvent['type']>(type: T): Extract<LiveEvent, { type: T }>[] {
    return this.events.filter(
      (event): event is Extract<LiveEvent, { type: T }> => event.type === type,
    );
  }

  async until(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error(`saw ${JSON.stringify(this.events)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The code that the server closes with. */
  async closed(): Promise<number> {
    await this.until(() => this.closeCode !== null);
    return this.closeCode ?? 0;
  }
}
