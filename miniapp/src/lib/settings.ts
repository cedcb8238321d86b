import { systemLanguage, systemTextScale } from './platform';
import { load, save } from './storage';
import { createStore, useStore } from './store';

export type Language = 'zh-CN' | 'en';
export type LanguageChoice = 'system' | Language;
export type TextSize = 'standard' | 'large' | 'larger';

interface Settings {
  language: LanguageChoice;
  textSize: TextSize;
}

const KEY = 'settings';
const TEXT_SCALES: Record<TextSize, number> = { standard: 1, large: 1.125, larger: 1.25 };
const LARGEST_SCALE = 1.6;

export const settingsStore = createStore<Settings>({
  language: 'system',
  textSize: 'standard',
  ...load<Partial<Settings>>(KEY),
});

export function changeSettings(change: Partial<Settings>): void {
  const settings = { ...settingsStore.get(), ...change };
  save(KEY, settings);
  settingsStore.set(settings);
}

function languageOf({ language }: Settings): Language {
  if (language !== 'system') return language;
  return systemLanguage().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function currentLanguage(): Language {
  return languageOf(settingsStore.get());
}

export function useLanguage(): Language {
  return languageOf(useStore(settingsStore));
}

/** The system's text size times the app's own setting, within what the layout can carry. */
export function useTextScale(): number {
  const { textSize } = useStore(settingsStore);
  return Math.min(LARGEST_SCALE, Math.max(0.85, systemTextScale() * TEXT_SCALES[textSize]));
}
