import { IS_H5 } from './platform';
import { currentLanguage, settingsStore } from './settings';

/** A browser's screen reader, hyphens and fonts follow the language that the page says it is in. */
export function keepDocumentLanguage(): void {
  if (!IS_H5) return;
  const say = () => {
    document.documentElement.lang = currentLanguage();
  };
  say();
  settingsStore.subscribe(say);
}
