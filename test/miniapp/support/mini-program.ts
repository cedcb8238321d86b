import { join } from 'node:path';
import { DIST } from './dist';
import { LogicLayer } from './logic-layer';
import { Network } from './network';
import { OpenPage } from './open-page';
import { type PageInstance, registerComponent, runner } from './simulate';
import { makeWx, type PaymentSheet, type Privacy, type ScreenState } from './wx';

const TABS = ['pages/cards/index', 'pages/find/index', 'pages/me/index'];

interface Going {
  url?: string;
  success?: (result: object) => void;
  complete?: (result: object) => void;
}

export interface LaunchOptions {
  /** The BFF to talk to. */
  apiUrl: string;
  /** Whose WeChat this is. */
  person: string;
  storage?: Map<string, unknown>;
  online?: boolean;
  /** Left without paying unless given. */
  payIn?: PaymentSheet;
  /** What WeChat's scanner reads; nothing unless given. */
  scan?: () => string;
}

const leaveSheet: PaymentSheet = () => Promise.resolve('requestPayment:fail cancel');

interface AppLifecycle {
  onLaunch(options: object): void;
  onShow(options: object): void;
  onHide(): void;
}

type Methods = Record<string, unknown>;

/** A page's options as those of a component, which is what the component framework runs. */
function asComponent(page: Methods): object {
  const methods = Object.entries(page).filter(([, value]) => typeof value === 'function');
  return { data: page['data'], behaviors: page['behaviors'], methods: Object.fromEntries(methods) };
}

/** The built mini-program, launched as WeChat launches it: one app, and a stack of pages. */
export class MiniProgram {
  readonly network: Network;
  readonly screen: ScreenState;
  readonly privacy: Privacy;
  private readonly logic: LogicLayer;
  private stack: OpenPage[] = [];
  private readonly tabs = new Map<string, OpenPage>();
  private app!: AppLifecycle;
  /** By file. A file runs once, as in WeChat. */
  private readonly definitions = new Map<string, object>();
  private loading = '';
  private launchScene = 1001;

  constructor(options: LaunchOptions) {
    const { apiUrl, person, storage = new Map(), online = true } = options;
    const { payIn = leaveSheet, scan = () => '' } = options;
    this.network = new Network(apiUrl);
    if (!online) this.network.setOnline(false);
    const navigation = {
      navigateTo: this.going((url) => this.push(url)),
      navigateBack: this.going(() => this.back()),
      switchTab: this.going((url) => this.switchTab(url)),
      reLaunch: this.going((url) => this.restartAt(url)),
      redirectTo: this.going((url) => this.replaceBy(url)),
    };
    const { wx, screen, privacy } = makeWx({
      ...{ network: this.network, storage, person, payIn, scan, navigation },
      launchScene: () => this.launchScene,
    });
    this.screen = screen;
    this.privacy = privacy;
    this.logic = new LogicLayer({
      wx,
      Component: (options: object) => this.define(options),
      App: (app: AppLifecycle) => (this.app = app),
      Page: (page: Methods) => this.define(asComponent(page)),
      getApp: () => this.app,
      getCurrentPages: (): PageInstance[] => this.stack.map(({ instance }) => instance),
    });
  }

  /** Starts the app at its first page, or where a code or a share leads; `scene` is WeChat's reason. */
  start(url = `/${TABS[0]}`, scene = 1001): void {
    this.launchScene = scene;
    runner.runJs = (path) => this.run(path);
    this.logic.require(join(DIST, 'app.js'));
    const { pathname, searchParams } = new URL(url, 'https://wechat.test');
    const query = Object.fromEntries(searchParams);
    const launch = { path: pathname.slice(1), query, scene };
    this.app.onLaunch(launch);
    this.app.onShow(launch);
    this.restartAt(url);
  }

  /** The page that is seen. */
  get page(): OpenPage {
    const page = this.stack.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }

  /** Closes the app. */
  end(): void {
    this.app.onHide();
    for (const page of this.all()) page.close();
    this.network.end();
    this.logic.end();
  }

  /** Registers what a file defines with the framework, which does so anew each time a page opens. */
  private define(options: object): void {
    this.definitions.set(this.loading, options);
    registerComponent(options);
  }

  private run(path: string): void {
    const known = this.definitions.get(path);
    this.loading = path;
    if (known) registerComponent(known);
    else this.logic.require(path);
  }

  private all(): OpenPage[] {
    return [...new Set([...this.tabs.values(), ...this.stack])];
  }

  /** WeChat answers after it has gone, and never while it is asked. */
  private going(go: (url: string) => void) {
    return ({ url = '', success, complete }: Going = {}) => {
      setTimeout(() => {
        go(url);
        success?.({});
        complete?.({});
      });
    };
  }

  private openPage(url: string): OpenPage {
    const page = new OpenPage(url);
    if (TABS.includes(page.route)) this.tabs.set(page.route, page);
    this.stack.push(page);
    page.open();
    return page;
  }

  private push(url: string): void {
    this.stack.at(-1)?.hide();
    this.openPage(url);
  }

  private back(): void {
    if (this.stack.length < 2) return;
    this.stack.pop()?.close();
    this.page.show();
  }

  private replaceBy(url: string): void {
    this.stack.pop()?.close();
    this.openPage(url);
  }

  private switchTab(url: string): void {
    for (const page of this.stack) {
      if (TABS.includes(page.route)) page.hide();
      else page.close();
    }
    const there = this.tabs.get(url.replace(/^\//, ''));
    this.stack = there ? [there] : [];
    if (there) there.show();
    else this.openPage(url);
  }

  private restartAt(url: string): void {
    for (const page of this.all()) page.close();
    this.tabs.clear();
    this.stack = [];
    this.openPage(url);
  }
}
