import Taro from '@tarojs/taro';
import { historyEntry } from './historyEntry';
import { IS_H5 } from './platform';

const PAGES = {
  cards: '/pages/cards/index',
  find: '/pages/find/index',
  me: '/pages/me/index',
  signIn: '/features/sign-in/index',
  legal: '/features/legal/index',
  merchant: '/features/merchant/index',
  storeCodes: '/features/store-codes/index',
  poster: '/features/poster/index',
  card: '/features/card/index',
  points: '/features/card/points',
  entries: '/features/card/entries',
  payCode: '/features/pay-code/index',
  opening: '/features/opening/index',
  operator: '/features/operator/index',
  exchangeTable: '/features/exchange-table/index',
  principalCaps: '/features/principal-caps/index',
  approvalLimit: '/features/approval-limit/index',
  reports: '/features/reports/index',
  counter: '/features/counter/index',
  recharge: '/features/recharge/index',
  rechargeResult: '/features/recharge/result',
  rechargeOrders: '/features/recharge/orders',
  payee: '/features/payee/index',
  memberRecharges: '/features/payee/orders',
  reconciliations: '/features/payee/reconciliations',
  rechargeCards: '/features/recharge-cards/index',
  rechargeCardBatch: '/features/recharge-cards/batch',
  inbox: '/features/inbox/index',
  reminders: '/features/reminders/index',
  today: '/features/today/index',
  reminderSettings: '/features/reminder-settings/index',
  reminderLog: '/features/reminder-settings/log',
  /** In development builds only. */
  gallery: '/features/gallery/index',
} as const;

export type PageName = keyof typeof PAGES;
export type Query = Record<string, string>;

const TAB_PAGES: readonly PageName[] = ['cards', 'find', 'me'];

/** A page's path in the app, with what it is opened for; also the address in a message that is shared. */
export function urlOf(page: PageName, query: Query = {}): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return PAGES[page] + (pairs.length > 0 ? `?${pairs.join('&')}` : '');
}

const TWICE_MS = 400;
let lastGone = { what: '', at: 0 };

/** Two quick taps must not open a page twice; what is tapped on the page that has opened counts. */
function once(what: string, go: () => Promise<unknown>): void {
  const now = Date.now();
  if (what === lastGone.what && now - lastGone.at < TWICE_MS) return;
  lastGone = { what, at: now };
  go().catch(() => {
    lastGone = { what: '', at: 0 };
  });
}

/** Opens a page above the present one; tab pages replace everything. */
export function open(page: PageName, query?: Query): void {
  const url = urlOf(page, query);
  once(url, () =>
    TAB_PAGES.includes(page) ? Taro.switchTab({ url: PAGES[page] }) : Taro.navigateTo({ url }),
  );
}

/** In the browser's history, where the page is that last took the place of all others. */
let firstIndex = 0;

let restartingAt: string | undefined;

/** Opens a page in place of all others. Several pages may ask for the same at once. */
export function restartAt(page: PageName, query?: Query): void {
  const url = urlOf(page, query);
  if (restartingAt === url) return;
  restartingAt = url;
  const done = () => {
    restartingAt = undefined;
    if (IS_H5) firstIndex = historyEntry().index;
  };
  Taro.reLaunch({ url }).then(done, done);
}

/** Opens a page in place of the present one. */
export function replaceBy(page: PageName, query?: Query): void {
  const url = urlOf(page, query);
  once(url, () => Taro.redirectTo({ url }));
}

/** Back to a page that lies right below; where it does not, it takes the place of the present one. */
export function returnTo(page: PageName, query?: Query): void {
  const pages = Taro.getCurrentPages();
  const below = pages[pages.length - 2]?.route ?? '';
  if (PAGES[page].endsWith(below) && below !== '') goBack();
  else replaceBy(page, query);
}

/** Back, or home where there is no page of the app before this one. */
export function goBack(): void {
  // The next page's arrow lies in the same place: a second tap is the first one's.
  once('back', async () => {
    if (Taro.getCurrentPages().length > 1) await Taro.navigateBack();
    // A page that the browser went forward to is alone in Taro's stack.
    else if (IS_H5 && historyEntry().index > firstIndex) window.history.back();
    else restartAt('cards');
  });
}
