import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, untilReady } from '../support/processes';
import type { BugName } from './bugs';
import { type Binaries, Child, findBinaries, ROOT } from './children';
import { LossyProxy } from './lossy-proxy';
import { MongoSet } from './mongo-set';

const BFFS = 2;
/** Without its services a BFF ends at once; so long it is started again. */
const STARTING_MS = 30_000;
const key = () => randomBytes(32).toString('base64');
/** The compiled programs; this file may itself run from its source. */
const BFF_FILE = join(ROOT, 'test/dist/faults/bff.js');
const WORKER_FILE = join(ROOT, 'bff/dist/worker.js');

export interface GroundOptions {
  nodes: 1 | 3;
  random: () => number;
}

/** The services under a fault run, each of which can be killed: MongoDB, Redis, lossy lines between. */
export class Ground {
  readonly proxies: LossyProxy[] = [];
  private readonly keys = { SEAL_KEY: key(), INDEX_KEY: key(), FINGERPRINT_KEY: key() };

  private constructor(
    readonly dir: string,
    readonly mongo: MongoSet,
    readonly valkey: Child,
    readonly valkeyPort: number,
  ) {}

  static async open({ nodes, random }: GroundOptions): Promise<Ground> {
    const binaries = await findBinaries();
    const dir = mkdtempSync(join(tmpdir(), 'merchant-coin-faults-'));
    mkdirSync(join(dir, 'valkey'));
    const mongo = new MongoSet(binaries.mongod, dir, nodes);
    const port = await freePort();
    const ground = new Ground(dir, mongo, newValkey(binaries, dir, port), port);
    ground.valkey.start();
    await mongo.start();
    if (nodes === 1) await ground.openProxies(random);
    return ground;
  }

  private async openProxies(random: () => number): Promise<void> {
    const [node] = this.mongo.nodes;
    if (!node) throw new Error('there is no mongod');
    for (let n = 0; n < BFFS; n += 1) this.proxies.push(await LossyProxy.start(node.port, random));
  }

  /** A program's environment. A BFF of a single node's site reaches it through a line of its own. */
  env(database: string, proxy?: LossyProxy): NodeJS.ProcessEnv {
    const lossy = `mongodb://127.0.0.1:${proxy?.port}/${database}?directConnection=true`;
    return {
      ...this.keys,
      MONGODB_URI: proxy ? lossy : this.mongo.uriOf(database),
      REDIS_URL: `redis://127.0.0.1:${this.valkeyPort}`,
      WECHAT_API_BASE: 'http://127.0.0.1:1',
      WECHAT_PAY_API_BASE: 'http://127.0.0.1:1',
      WECHAT_APPID: 'wx00000000deadbeef',
      WECHAT_SECRET: 'none',
      SMS_GATEWAY_URL: 'http://127.0.0.1:1/sms',
      SMS_GATEWAY_KEY: 'none',
      HOST: '127.0.0.1',
      METRICS_PORT: '0',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'test',
    };
  }

  /** Kept data and logs help to find out why. */
  async close({ keep = false } = {}): Promise<void> {
    for (const proxy of this.proxies) proxy.close();
    await this.mongo.end();
    await this.valkey.end();
    if (!keep) rmSync(this.dir, { recursive: true, force: true });
  }
}

/** It keeps nothing: killed, it comes back empty. */
function newValkey({ valkey: file }: Binaries, dir: string, port: number): Child {
  const data = join(dir, 'valkey');
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', data];
  const log = join(dir, 'valkey.log');
  return new Child('Redis', { file, args: [...args, '--appendonly', 'no', '--save', ''], log });
}

interface Bff {
  child: Child;
  origin: string;
}

/** Two BFFs and a worker on one database of the ground. */
export class Site {
  readonly bffs: Bff[] = [];
  worker: Child | null = null;

  private constructor(
    readonly ground: Ground,
    readonly database: string,
  ) {}

  static async open(
    ground: Ground,
    { database, bug }: { database: string; bug?: BugName | undefined },
  ): Promise<Site> {
    const site = new Site(ground, database);
    for (let n = 0; n < BFFS; n += 1) site.bffs.push(await site.newBff(n, bug));
    await Promise.all(site.bffs.map((_, n) => site.startBff(n)));
    return site;
  }

  private async newBff(n: number, bug?: BugName): Promise<Bff> {
    const port = await freePort();
    const env = { ...this.ground.env(this.database, this.ground.proxies[n]), PORT: `${port}` };
    const args = [BFF_FILE, ...(bug ? ['--bug', bug] : [])];
    const log = join(this.ground.dir, `bff-${this.database}-${n}.log`);
    const child = new Child(`BFF ${n}`, { file: process.execPath, args, env, log, ipc: true });
    return { child, origin: `http://127.0.0.1:${port}` };
  }

  /** Starts a BFF and waits until it serves. */
  async startBff(n: number): Promise<void> {
    const bff = this.bffs[n];
    if (!bff) throw new Error(`there is no BFF ${n}`);
    const deadline = performance.now() + STARTING_MS;
    for (;;) {
      if (performance.now() > deadline) throw new Error(`${bff.child.name} does not start`);
      const started = bff.child.start();
      const ended = once(started, 'exit').then(() => 'ended' as const);
      const served = once(started, 'message').then(() => 'served' as const);
      served.catch(() => undefined);
      if ((await Promise.race([served, ended])) === 'served') break;
    }
    await untilReady(bff.origin);
  }

  /** Answers whether there is anybody to be told. */
  setClock(n: number, clockOffsetMs: number): boolean {
    return this.bffs[n]?.child.send({ clockOffsetMs }) ?? false;
  }

  startWorker(): void {
    const env = this.ground.env(this.database);
    const log = join(this.ground.dir, `worker-${this.database}.log`);
    const command = { file: process.execPath, args: [WORKER_FILE], env, log };
    this.worker = new Child('worker', command);
    this.worker.start();
  }

  /** Started again where it ended by itself: it does so without its services. */
  keepWorker(): void {
    if (this.worker && !this.worker.isAlive) this.startWorker();
  }

  async close(): Promise<void> {
    await this.worker?.end();
    await Promise.all(this.bffs.map(({ child }) => child.end()));
  }
}
