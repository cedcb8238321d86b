import { randomBytes, randomUUID } from 'node:crypto';
import { sealed, type CallbackFault, type Notice } from './notices';
import { signWith, type PlatformKeys } from './platform-keys';

/** WeChat's own waits before it tells again (its documentation): 24 hours and 4 minutes in all. */
const LADDER_SECONDS = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600,
] as const;
const ANSWER_WITHIN_MS = 5_000;
const MOST_KEPT = 500;

interface Attempt {
  at: number;
  durationMs: number;
  /** The status of the answer, or why there was none. */
  outcome: number | string;
}

export interface Delivery {
  id: string;
  url: string;
  event: string;
  /** The order's or the refund's own number. */
  about: string;
  attempts: Attempt[];
  state: 'waiting' | 'delivered' | 'given up';
}

interface Task {
  delivery: Delivery;
  body: string;
  fault: CallbackFault | undefined;
  /** How often it waited already. */
  rungs: number;
}

/** Tells merchants of payments and refunds until they say that they know. */
export class Callbacks {
  readonly #deliveries: Delivery[] = [];
  readonly #waiting = new Map<NodeJS.Timeout, { run: () => void; seconds: number }>();
  readonly #tasks = new Map<string, Task>();
  readonly #abort = new AbortController();
  #faults: CallbackFault[] = [];
  #speed: number;

  constructor(
    private readonly keys: PlatformKeys,
    speed: number,
  ) {
    this.#speed = speed;
  }

  /** Newest first. */
  list(): readonly Delivery[] {
    return [...this.#deliveries].reverse();
  }

  get speed(): number {
    return this.#speed;
  }

  /** How many times as fast as WeChat it waits; what waits already is taken along. */
  setSpeed(speed: number): void {
    this.#speed = speed;
    const waiting = [...this.#waiting];
    for (const [timer] of waiting) clearTimeout(timer);
    this.#waiting.clear();
    for (const [, { run, seconds }] of waiting) this.#later(run, seconds);
  }

  faults(): readonly CallbackFault[] {
    return this.#faults;
  }

  addFault(fault: CallbackFault): void {
    this.#faults.push({ ...fault });
  }

  clearFaults(): void {
    this.#faults = [];
  }

  tell(notice: Notice): void {
    const fault = this.#takeFault();
    const { url, event, about } = notice;
    const id = randomUUID();
    const delivery: Delivery = { id, url, event, about, attempts: [], state: 'waiting' };
    this.#keep(delivery);
    if (fault?.lost) {
      delivery.state = 'given up';
      return;
    }
    const task = { delivery, body: sealed(id, notice, fault), fault, rungs: 0 };
    this.#tasks.set(id, task);
    const begin = (): void => {
      void this.#attempt(task);
      for (let time = 0; time < (fault?.repeat ?? 0); time += 1) void this.#deliver(task);
    };
    if (fault?.delayMs) this.#later(begin, (fault.delayMs / 1000) * this.#speed);
    else begin();
  }

  /** Tells once more of what was told before, as WeChat now and then does. */
  async again(id: string): Promise<boolean> {
    const task = this.#tasks.get(id);
    if (task) await this.#deliver(task);
    return task !== undefined;
  }

  close(): void {
    this.#abort.abort();
    for (const timer of this.#waiting.keys()) clearTimeout(timer);
    this.#waiting.clear();
  }

  #keep(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    const forgotten = this.#deliveries.length > MOST_KEPT ? this.#deliveries.shift() : undefined;
    if (forgotten) this.#tasks.delete(forgotten.id);
  }

  /** One rung of the ladder. */
  async #attempt(task: Task): Promise<void> {
    const { delivery } = task;
    await this.#deliver(task);
    if (delivery.state !== 'waiting' || this.#abort.signal.aborted) return;
    const seconds = LADDER_SECONDS[task.rungs];
    task.rungs += 1;
    if (seconds === undefined) delivery.state = 'given up';
    else this.#later(() => void this.#attempt(task), seconds);
  }

  async #deliver(task: Task): Promise<void> {
    const { delivery } = task;
    const at = Date.now();
    const outcome = await this.#post(task);
    delivery.attempts.push({ at, durationMs: Date.now() - at, outcome });
    if (outcome === 200 || outcome === 204) delivery.state = 'delivered';
  }

  async #post({ delivery, body, fault }: Task): Promise<number | string> {
    const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
    try {
      const answer = await fetch(delivery.url, {
        method: 'POST',
        headers: await this.#headersFor(body, fault),
        body: fault?.wrong === 'body' ? body.replace('"summary":"', '"summary":"!') : body,
        signal: AbortSignal.any([timeout, this.#abort.signal]),
        redirect: 'manual',
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return timeout.aborted ? 'no answer within 5 s' : 'no connection';
    }
  }

  async #headersFor(body: string, fault?: CallbackFault): Promise<Record<string, string>> {
    const key = await this.keys.signer();
    const timestamp = Math.floor(Date.now() / 1000) - (fault?.ageSeconds ?? 0);
    const nonce = randomBytes(16).toString('hex');
    const signed = fault?.wrong === 'signature' ? `${body} ` : body;
    return {
      'Content-Type': 'application/json',
      'Wechatpay-Serial': fault?.wrong === 'serial' ? 'PUB_KEY_ID_00000000000000000000' : key.id,
      'Wechatpay-Timestamp': String(timestamp),
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Signature': signWith(key.privateKey, [timestamp, nonce, signed]),
      'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
    };
  }

  #later(run: () => void, seconds: number): void {
    const act = (): void => {
      this.#waiting.delete(timer);
      run();
    };
    const timer = setTimeout(act, (seconds * 1000) / this.#speed);
    this.#waiting.set(timer, { run, seconds });
  }

  #takeFault(): CallbackFault | undefined {
    const [fault] = this.#faults;
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.#faults = this.#faults.slice(1);
    return fault;
  }
}
