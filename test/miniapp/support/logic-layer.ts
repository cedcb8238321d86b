import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ABSENT } from './absent';

const absent = new Set<PropertyKey>(ABSENT);

/** The global object as the app may see it. */
const narrowed = new Proxy(globalThis, {
  get: (target, name) => (absent.has(name) ? undefined : (Reflect.get(target, name) as unknown)),
  has: (target, name) => !absent.has(name) && Reflect.has(target, name),
});

/** Timers that end with the app; what still runs of it starts none. */
class Timers {
  private isOver = false;
  private readonly running = new Set<NodeJS.Timeout>();

  private readonly keep = (timer: NodeJS.Timeout): NodeJS.Timeout => {
    if (this.isOver) clearTimeout(timer);
    else this.running.add(timer);
    return timer;
  };

  readonly api = {
    setTimeout: (act: () => void, ms?: number) => this.keep(setTimeout(act, ms)),
    setInterval: (act: () => void, ms?: number) => this.keep(setInterval(act, ms)),
    clearTimeout,
    clearInterval,
  };

  end(): void {
    this.isOver = true;
    for (const timer of this.running) clearTimeout(timer);
  }
}

interface LoadedModule {
  exports: unknown;
}

/**
 * Where WeChat runs an app's JavaScript: each file is a module; besides the language there is what `offered`
 * names (`wx`, `App`, `Page` …).
 */
export class LogicLayer {
  private readonly modules = new Map<string, LoadedModule>();
  private readonly timers = new Timers();
  private readonly names: string[];
  private readonly values: unknown[];

  constructor(offered: Record<string, unknown>) {
    const all = { globalThis: narrowed, ...this.timers.api, ...offered };
    this.names = Object.keys(all);
    this.values = Object.values(all);
  }

  /** Runs a file, once; `.js` may be left out. */
  require(path: string): unknown {
    const file = path.endsWith('.js') ? path : `${path}.js`;
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module: LoadedModule = { exports: {} };
    this.modules.set(file, module);
    const source = `${readFileSync(file, 'utf8')}\n//# sourceURL=${file}`;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is what WeChat does with it
    const run = new Function('require', 'module', 'exports', ...this.names, ...ABSENT, source) as (
      ...values: unknown[]
    ) => void;
    const requireBeside = (to: string) => this.require(resolve(dirname(file), to));
    run(requireBeside, module, module.exports, ...this.values);
    return module.exports;
  }

  end(): void {
    this.timers.end();
  }
}
