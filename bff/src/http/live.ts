import type { LiveEvent } from '@merchant-coin/shared';
import type { Redis } from 'ioredis';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { redisSubscriber } from '../db/redis';
import type { UserActor } from './actor';
import { type BusMessage, channelOf } from './live-bus';
import { CLOSE, firstFrame, LiveSocket } from './live-socket';
import { log } from './log';

/** Events of a user after a cursor, oldest first. */
export type CatchUp = (userId: string, cursor: string) => Promise<LiveEvent[]>;

export interface LiveOptions {
  sessionOf: (token: string) => Promise<UserActor | null>;
  /** Whether a session still stands. */
  isSession: (sessionId: string) => Promise<boolean>;
  catchUp: CatchUp;
}

export interface LiveServer {
  close(): void;
}

const PATH = '/v1/live';
const HEARTBEAT_MS = 25_000;
const MAX_SOCKETS_PER_USER = 5;
/** A hello is small, and nothing else is listened to. */
const MAX_FRAME_BYTES = 4_096;

class LiveHub implements LiveServer {
  private readonly wss = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  private readonly users = new Map<string, Set<LiveSocket>>();
  private readonly subscriber: Redis = redisSubscriber();
  private readonly heartbeat: NodeJS.Timeout;

  constructor(private readonly options: LiveOptions) {
    this.subscriber.on('message', (channel, text) => this.receive(channel, text));
    // What is published while we are deaf is lost: clients come back and catch up by cursor.
    this.subscriber.on('close', () => this.closeAll(CLOSE.restart));
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.split('?')[0] !== PATH) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    this.wss.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate());
      this.greet(ws).catch((error: unknown) => {
        log.warn({ err: error }, 'live connection');
        ws.close(CLOSE.restart);
      });
    });
  }

  private async greet(ws: WebSocket): Promise<void> {
    const hello = await firstFrame(ws);
    if (!hello) return;
    const user = await this.options.sessionOf(hello.token);
    if (!user) return ws.close(CLOSE.unauthenticated);
    const socket = new LiveSocket(ws, user, hello.seen);
    // Listening starts before the past is read, so that nothing falls between the two.
    await this.add(socket);
    ws.send(JSON.stringify({ type: 'ready' } satisfies LiveEvent));
    const missed = hello.cursor ? await this.options.catchUp(user.userId, hello.cursor) : [];
    socket.caughtUp(missed);
  }

  private async add(socket: LiveSocket): Promise<void> {
    const { userId } = socket.user;
    const sockets = this.users.get(userId) ?? new Set<LiveSocket>();
    this.users.set(userId, sockets);
    sockets.add(socket);
    socket.ws.on('close', () => this.remove(socket));
    // Gone while it was asked who it is: nobody tells of that any more.
    if (socket.ws.readyState !== socket.ws.OPEN) return this.remove(socket);
    const [oldest] = sockets;
    if (sockets.size > MAX_SOCKETS_PER_USER) oldest?.ws.close(CLOSE.tooMany);
    await this.subscriber.subscribe(channelOf(userId));
  }

  private remove(socket: LiveSocket): void {
    const { userId } = socket.user;
    const sockets = this.users.get(userId);
    if (!sockets?.delete(socket) || sockets.size > 0) return;
    this.users.delete(userId);
    this.subscriber.unsubscribe(channelOf(userId)).catch(() => undefined);
  }

  private receive(channel: string, text: string): void {
    const sockets = this.users.get(channel.slice(channelOf('').length)) ?? [];
    const message = JSON.parse(text) as BusMessage;
    for (const socket of [...sockets]) {
      if ('event' in message) socket.push(message.event);
      else if (message.endSession === null || message.endSession === socket.user.sessionId) {
        socket.ws.close(CLOSE.unauthenticated);
      }
    }
  }

  private sockets(): LiveSocket[] {
    return [...this.users.values()].flatMap((sockets) => [...sockets]);
  }

  /** Ends connections that no longer answer, and those whose session has run out. */
  private async beat(): Promise<void> {
    for (const socket of this.sockets()) {
      if (!socket.alive) {
        socket.ws.terminate();
        continue;
      }
      socket.alive = false;
      socket.ws.ping();
      const stands = await this.options.isSession(socket.user.sessionId).catch(() => true);
      if (!stands) socket.ws.close(CLOSE.unauthenticated);
    }
  }

  private closeAll(code: number): void {
    for (const socket of this.sockets()) socket.ws.close(code);
  }

  close(): void {
    clearInterval(this.heartbeat);
    this.closeAll(CLOSE.restart);
    this.wss.close();
    this.subscriber.disconnect();
    for (const ws of this.wss.clients) ws.terminate();
  }
}

/** Serves `/v1/live` on an HTTP server: first frame `{type: 'auth', token, cursor}`, then events. */
export function serveLive(server: Server, options: LiveOptions): LiveServer {
  const hub = new LiveHub(options);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    hub.upgrade(request, socket, head),
  );
  return hub;
}
