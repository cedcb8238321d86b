import { mongo } from 'mongoose';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/processes';
import { Child } from './children';

const READY_MS = 60_000;
const REPLICA_SET = 'rs0';
/** Short, so that a new primary is there in a few seconds. */
const ELECTION_MS = 3_000;

interface Node {
  port: number;
  child: Child;
}

/** A replica set of one or three real mongods on fixed ports, each of which can be killed. */
export class MongoSet {
  readonly nodes: Node[] = [];

  constructor(
    private readonly binary: string,
    private readonly dir: string,
    private readonly size: 1 | 3,
  ) {}

  uriOf(database: string): string {
    const hosts = this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
    return `mongodb://${hosts}/${database}?replicaSet=${REPLICA_SET}`;
  }

  async start(): Promise<void> {
    for (let n = 0; n < this.size; n += 1) this.nodes.push(this.newNode(n, await freePort()));
    for (const { child } of this.nodes) child.start();
    // All have to answer when the set is made of them.
    for (const n of this.nodes.keys()) await this.admin(n, { ping: 1 }, READY_MS);
    const members = this.nodes.map(({ port }, _id) => ({ _id, host: `127.0.0.1:${port}` }));
    const settings = { electionTimeoutMillis: ELECTION_MS };
    await this.admin(0, { replSetInitiate: { _id: REPLICA_SET, members, settings } }, READY_MS);
    await this.untilPrimary();
    await this.untilWhole();
  }

  private newNode(n: number, port: number): Node {
    const data = join(this.dir, `mongod-${n}`);
    mkdirSync(data, { recursive: true });
    const args = [
      ...['--replSet', REPLICA_SET, '--dbpath', data, '--bind_ip', '127.0.0.1'],
      ...['--port', `${port}`, '--setParameter', 'transactionLifetimeLimitSeconds=5'],
      ...['--quiet', '--nounixsocket', '--wiredTigerCacheSizeGB', '0.25'],
    ];
    const log = join(this.dir, `mongod-${n}.log`);
    return { port, child: new Child(`mongod ${n}`, { file: this.binary, args, log }) };
  }

  /** The primary's position; waits until there is one. */
  async untilPrimary(): Promise<number> {
    const deadline = performance.now() + READY_MS;
    while (performance.now() < deadline) {
      for (const [n, { child }] of this.nodes.entries()) {
        if (!child.isAlive) continue;
        const hello = await this.admin(n, { hello: 1 }).catch(() => null);
        if (hello?.['isWritablePrimary']) return n;
      }
      await sleep(50);
    }
    throw new Error('no mongod became primary');
  }

  /** Waits until each node is primary or follows one. */
  async untilWhole(): Promise<void> {
    const deadline = performance.now() + READY_MS;
    for (const n of this.nodes.keys()) {
      for (;;) {
        const hello = await this.admin(n, { hello: 1 }).catch(() => null);
        if (hello?.['isWritablePrimary'] || hello?.['secondary']) break;
        if (performance.now() > deadline) throw new Error(`mongod ${n} did not come back`);
        await sleep(50);
      }
    }
  }

  async kill(n: number): Promise<void> {
    await this.nodes[n]?.child.end('SIGKILL');
  }

  restart(n: number): void {
    this.nodes[n]?.child.start();
  }

  private async admin(n: number, command: mongo.Document, patienceMs = 1_000) {
    const client = new mongo.MongoClient(`mongodb://127.0.0.1:${this.nodes[n]?.port}/`, {
      directConnection: true,
      serverSelectionTimeoutMS: patienceMs,
    });
    try {
      return await client.db('admin').command(command);
    } finally {
      await client.close();
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map(({ child }) => child.end()));
  }
}
