import type { Phone, Words } from '../support/phone';

/** A screen of a tour. */
export interface Stop {
  name: string;
  /** From the stop before to this one, until it is there. */
  go: (phone: Phone) => Promise<void>;
}

/** What the app says in each of its languages. */
export const both = (zh: string | RegExp, en: string | RegExp): Words => ({ zh, en });

export const BACK = both('返回', 'Back');

/** A stop that is reached by pressing these one after the other, and is there when the words are. */
export const stop = (name: string, taps: readonly Words[], words: Words): Stop => ({
  name,
  go: async (phone) => {
    for (const button of taps) await (button === BACK ? phone.back() : phone.tap(button));
    await phone.sees(words);
  },
});

export const CLOSE = both('关闭', 'Close');
/** Behind the number of unread messages, if any. */
export const ME = both(/我的$/, /Me$/);
export const TEXT_SIZE = both('文字大小', 'Text size');
