import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { deadTexts } from './support/dead-texts';

/** The app says all that is in its catalogues. */
const APP = resolve(__dirname, '../../miniapp/src');

jest.setTimeout(60_000);

test('no text is there that nothing says', () => {
  const sources = readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /(?<!\.test|\.d)\.tsx?$/.test(name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [`/${relative(APP, path)}`, readFileSync(path, 'utf8')] as const;
    });
  expect(deadTexts(new Map(sources))).toEqual([]);
});

describe('the judge', () => {
  const I18N = `
    export function defineTexts<T>(zh: T, en: NoInfer<T>): Record<'zh-CN' | 'en', T> {
      return { 'zh-CN': zh, en };
    }
    export const useTexts = <T>(texts: Record<'zh-CN' | 'en', T>): T => texts.en;`;
  const CATALOGUE = `
    import { defineTexts } from '.';
    const texts = {
      title: 'Title',
      sum: (amount: string) => amount,
      ways: { cash: 'Cash', card: 'Card' },
      states: { on: 'On', off: 'Off' },
    };
    export const meTexts = defineTexts(texts, texts);`;
  const ALL = [
    'title',
    'sum',
    'ways',
    'ways.cash',
    'ways.card',
    'states',
    'states.on',
    'states.off',
  ];

  /** What a page says that is written so. */
  function saidBy(page: string): string[] {
    const head = `
      import { useTexts } from '@/i18n';
      import { meTexts } from '@/i18n/me';
      const t = useTexts(meTexts);`;
    const dead = deadTexts(
      new Map([
        ['/i18n/index.ts', I18N],
        ['/i18n/me.ts', CATALOGUE],
        ['/page.tsx', head + page],
      ]),
    );
    return ALL.filter((key) => !dead.includes(`meTexts.${key}`));
  }

  test.each([
    ['nothing in a word of the source', `const title = { sum: 'states' };`, []],
    ['nothing in a key of something else', `const card = { title: '' }; card.title;`, []],
    ['a key', `t.title; useTexts(meTexts).sum('1');`, ['title', 'sum']],
    ['a key of a record', `t.ways.cash;`, ['ways', 'ways.cash']],
    [
      'a part by destructuring',
      `const { ways: { card }, title: word } = t;`,
      ['title', 'ways', 'ways.card'],
    ],
    ['a key by a value of few', `declare const way: 'cash'; t.ways[way];`, ['ways', 'ways.cash']],
    [
      'a key by any value',
      `declare const way: any; t.ways[way];`,
      ['ways', 'ways.cash', 'ways.card'],
    ],
    [
      'what a helper reads that takes the catalogue',
      `type Words = (typeof meTexts)['en']; const help = (words: Words) => words.title; help(t);`,
      ['title'],
    ],
    [
      'what another function may read',
      `declare function show(words: Record<string, string>): void; show(t.states);`,
      ['states', 'states.on', 'states.off'],
    ],
    ['what goes to a component', `<Row {...t.states} />;`, ['states', 'states.on', 'states.off']],
    [
      'what is one of two records',
      `const it = true ? t.ways : t.states; (it as typeof t.ways).cash;`,
      ALL.slice(2),
    ],
  ])('sees %s', (_, page, said) => expect(saidBy(page)).toEqual(said));
});
