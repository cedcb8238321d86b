import { runInNewContext } from 'node:vm';

const ORIGIN = 'https://shop.example';
const urlOf = (request: Request | string) =>
  new URL(typeof request === 'string' ? request : request.url, ORIGIN).href;

type Fetch = (request: Request | string, init?: { signal?: AbortSignal }) => Promise<Response>;

/** What the network has at a path; a request can be called off. */
type Serve = (path: string, signal?: AbortSignal) => Response | Promise<Response>;

/** Node has no cache of answers: as much of the browser's as the worker asks of it. */
class Kept {
  private readonly answers = new Map<string, Response>();

  constructor(private readonly fetch: Fetch) {}

  match(request: Request | string): Promise<Response | undefined> {
    return Promise.resolve(this.answers.get(urlOf(request))?.clone());
  }
  put(request: Request | string, answer: Response): Promise<void> {
    this.answers.set(urlOf(request), answer);
    return Promise.resolve();
  }
  delete(request: string): Promise<boolean> {
    return Promise.resolve(this.answers.delete(urlOf(request)));
  }
  async addAll(paths: string[]): Promise<void> {
    for (const path of paths) {
      const answer = await this.fetch(path);
      if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
      await this.put(path, answer);
    }
  }
}

interface WorkerEvent {
  request?: object;
  waitUntil?: (done: Promise<unknown>) => void;
  respondWith?: (answer: Promise<Response>) => void;
}

/** A browser that runs a service worker; `serve` is the network. */
export class WorkerHost {
  private readonly listeners = new Map<string, (event: WorkerEvent) => void>();
  private readonly kept = new Map<string, Kept>();

  constructor(worker: string, serve: Serve) {
    const fetch: Fetch = async (request, { signal } = {}) =>
      serve(new URL(urlOf(request)).pathname, signal);
    const caches = {
      open: (name: string) => {
        const cache = this.kept.get(name) ?? new Kept(fetch);
        this.kept.set(name, cache);
        return Promise.resolve(cache);
      },
      keys: () => Promise.resolve([...this.kept.keys()]),
      delete: (name: string) => Promise.resolve(this.kept.delete(name)),
      match: async (request: Request) => {
        for (const cache of this.kept.values()) {
          const answer = await cache.match(request);
          if (answer) return answer;
        }
        return undefined;
      },
    };
    const self = {
      location: new URL(ORIGIN),
      skipWaiting: () => Promise.resolve(),
      addEventListener: (type: string, on: (event: WorkerEvent) => void) =>
        this.listeners.set(type, on),
    };
    const clients = { claim: () => Promise.resolve() };
    /** Takes a path, as in a browser. */
    class PathRequest extends Request {
      constructor(path: string, init: RequestInit) {
        super(urlOf(path), init);
      }
    }
    const globals = {
      ...{ self, caches, clients, fetch, URL, Response, Request: PathRequest, AbortController },
      // By a test's own time, where it has one.
      setTimeout: (act: () => void, ms: number) => setTimeout(act, ms),
      clearTimeout: (timer?: NodeJS.Timeout) => clearTimeout(timer),
    };
    runInNewContext(worker, globals);
  }

  /** Rejects as an installation that the browser throws away. */
  install(): Promise<unknown> {
    let done: Promise<unknown> = Promise.resolve();
    this.listeners.get('install')?.({
      waitUntil: (installed) => {
        done = installed;
      },
    });
    return done;
  }

  /** What a page gets for a path; undefined where the worker leaves it to the browser. */
  get(path: string, mode: 'navigate' | 'no-cors' = 'no-cors'): Promise<Response> | undefined {
    let answer: Promise<Response> | undefined;
    const request = { method: 'GET', url: ORIGIN + path, mode };
    this.listeners.get('fetch')?.({
      request,
      respondWith: (given) => {
        answer = given;
      },
    });
    return answer;
  }

  keeps(): string[] {
    return [...this.kept.keys()];
  }
}
