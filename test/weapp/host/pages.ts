import type { Instance, Root } from './easel';

interface Going {
  url?: string;
  success?: (result: object) => void;
  complete?: (result: object) => void;
}

interface OpenPage {
  route: string;
  root: Root;
  instance: Instance;
  box: HTMLElement;
}

type CreateRoot = (route: string) => Root;

const TABS = ['pages/cards/index', 'pages/find/index', 'pages/me/index'];

let createRoot: CreateRoot;
let stack: OpenPage[] = [];
const tabs = new Map<string, OpenPage>();

export const getCurrentPages = (): Instance[] => stack.map(({ instance }) => instance);

function openPage(url: string): void {
  const { pathname, searchParams } = new URL(url, 'https://app');
  const route = pathname.slice(1);
  const root = createRoot(route);
  const instance = root.get();
  instance.route = instance.__route__ = route;
  instance.options = Object.fromEntries(searchParams);
  const box = document.createElement('div');
  const place = document.createElement('span');
  box.append(place);
  document.body.append(box);
  const page = { route, root, instance, box };
  if (TABS.includes(route)) tabs.set(route, page);
  stack.push(page);
  root.attach(box, place);
  instance.onLoad?.(instance.options);
  instance.onShow?.();
  setTimeout(() => instance.onReady?.());
}

function show(page: OpenPage): void {
  page.box.hidden = false;
  page.instance.onShow?.();
}

function hide(page: OpenPage): void {
  page.instance.onHide?.();
  page.box.hidden = true;
}

function close(page: OpenPage | undefined): void {
  if (!page) return;
  page.instance.onUnload?.();
  page.root.release();
  page.box.remove();
}

function push(url: string): void {
  const below = stack.at(-1);
  if (below) hide(below);
  openPage(url);
}

function back(): void {
  if (stack.length < 2) return;
  close(stack.pop());
  const below = stack.at(-1);
  if (below) show(below);
}

function replace(url: string): void {
  close(stack.pop());
  openPage(url);
}

function switchTab(url: string): void {
  for (const page of stack) {
    if (TABS.includes(page.route)) hide(page);
    else close(page);
  }
  const there = tabs.get(url.replace(/^\//, ''));
  stack = there ? [there] : [];
  if (there) show(there);
  else openPage(url);
}

function restartAt(url: string): void {
  for (const page of new Set([...tabs.values(), ...stack])) close(page);
  tabs.clear();
  stack = [];
  openPage(url);
}

/** WeChat answers after it has gone, and never while it is asked. */
const going =
  (go: (url: string) => void) =>
  ({ url = '', success, complete }: Going = {}): void => {
    setTimeout(() => {
      go(url);
      success?.({});
      complete?.({});
    });
  };

export const navigation = {
  navigateTo: going(push),
  navigateBack: going(back),
  redirectTo: going(replace),
  switchTab: going(switchTab),
  reLaunch: going(restartAt),
};

/** Opens the app's first page. */
export function startPages(first: string, create: CreateRoot): void {
  createRoot = create;
  openPage(`/${first}`);
}
