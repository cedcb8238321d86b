import { currentLanguage, useLanguage, type Language } from '@/lib/settings';

/** One domain's texts in every language. A text with values in it is a function. */
export type Texts<T> = Record<Language, T>;

/** Both languages side by side: a text that one of them lacks does not compile. */
export function defineTexts<T>(zh: T, en: NoInfer<T>): Texts<T> {
  return { 'zh-CN': zh, en };
}

export function useTexts<T>(texts: Texts<T>): T {
  return texts[useLanguage()];
}

/** For what is said outside a component, as in a toast. */
export function textsNow<T>(texts: Texts<T>): T {
  return texts[currentLanguage()];
}
