import { systemLanguage, systemTextScale } from './platform';
import { load, save } from './storage';
import { createStore, useStore } from './store';

export type Language = 'zh-CN' | 'en';
export type LanguageChoice = 'system' | Language;
export type TextSize = 'standard' | 'large' | 'larger';

interface Settings {
  language: LanguageChoice;
  textSize: TextSize;
  /** Elder mode (适老): larger text and targets, and only the few things that most need. */
  elder: boolean;
}

const KEY = 'settings';
const TEXT_SCALES: Record<TextSize, number> = { standard: 1, large: 1.125, larger: 1.25 };
const ELDER_SCALE = 1.25;
const LARGEST_SCALE = 1.6;

export const settingsStore = createStore<Settings>({
  language: 'system',
  textSize: 'standard',
  elder: false,
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

export function useElder(): boolean {
  return useStore(settingsStore).elder;
}

/** The system's text size times the app's own settings, within what the layout can carry. */
export function useTextScale(): number {
  const { textSize, elder } = useStore(settingsStore);
  const wanted = systemTextScale() * TEXT_SCALES[textSize] * (elder ? ELDER_SCALE : 1);
  return Math.min(LARGEST_SCALE, Math.max(0.85, wanted));
}
