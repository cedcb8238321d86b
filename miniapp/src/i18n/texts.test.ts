/// <reference types="jest" />
/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** What the app says: in every language, and none of it written outside the catalogues. */
const MINIAPP = resolve(__dirname, '..');
const CHINESE = /\p{Script=Han}/u;
/** A word and another one: `Load more`, but neither `ui-monospace` nor `HH:MM`. */
const ENGLISH_SENTENCE = /^[A-Z][a-z’']+( [A-Za-z’'…,]+)+[.?!…]?$/;
const LETTER = /\p{Letter}/u;
/** Attributes whose value is read or heard by people. */
const SPOKEN = new Set([
  ...['label', 'title', 'text', 'note', 'small', 'word', 'heading', 'placeholder', 'problem'],
  ...['value', 'alt', 'aria-label', 'ariaLabel', 'aria-description', 'content'],
]);

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: { getStorageSync: () => '', getAppBaseInfo: () => ({ language: 'zh_CN' }) },
}));

interface Source {
  name: string;
  tree: ts.SourceFile;
}

function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.gen|\.d)\.tsx?$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
      return { name: relative(MINIAPP, path), tree };
    });
}

const all = sourcesBelow(MINIAPP);
const catalogues = all.filter(({ name }) => name.startsWith('i18n/') && name !== 'i18n/index.ts');
// The tab bar's words in app.config.ts are WeChat's own, which ui/TabBar covers.
const screens = all.filter(({ name }) => !name.startsWith('i18n/') && name !== 'app.config.ts');

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

type Catalogue = Record<'zh-CN' | 'en', unknown>;

async function cataloguesIn(name: string): Promise<[string, Catalogue][]> {
  const module = (await import(join(MINIAPP, name))) as Record<string, unknown>;
  const isCatalogue = (value: unknown): value is Catalogue =>
    typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value;
  return Object.entries(module).flatMap(([exported, value]) =>
    isCatalogue(value) ? [[exported, value]] : [],
  );
}

/** Paths of all texts below a value, such as `titles.charge`; a text with values in it is one too. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, path ? `${path}.${key}` : key),
  );
}

function emptyIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyIn(inner, `${path}.${key}`));
}

describe('every catalogue', () => {
  it('has the same texts in both languages, and none is empty', async () => {
    const wrong: string[] = [];
    for (const { name } of catalogues) {
      for (const [exported, texts] of await cataloguesIn(name)) {
        const [zh, en] = [pathsOf(texts['zh-CN']), pathsOf(texts.en)];
        const odd = [
          ...zh.filter((path) => !en.includes(path)),
          ...en.filter((path) => !zh.includes(path)),
          ...emptyIn(texts['zh-CN']),
          ...emptyIn(texts.en),
        ];
        wrong.push(...odd.map((path) => `${name} ${exported}: ${path}`));
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Where people would read a literal that is no catalogue's: its words, else null. */
function strayText(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return LETTER.test(node.text) ? node.text.trim() : null;
  if (
    !ts.isStringLiteralLike(node) &&
    !ts.isTemplateHead(node) &&
    !ts.isTemplateMiddleOrTemplateTail(node)
  ) {
    return null;
  }
  if (CHINESE.test(node.text)) return node.text;
  const { parent } = node;
  if (ts.isJsxAttribute(parent)) {
    return SPOKEN.has(parent.name.getText()) && LETTER.test(node.text) ? node.text : null;
  }
  if (ts.isPropertyAssignment(parent) && ['label', 'title'].includes(parent.name.getText())) {
    return LETTER.test(node.text) ? node.text : null;
  }
  // Told to whoever reads a log, not to people at the screen.
  if (ts.isNewExpression(parent)) return null;
  return ENGLISH_SENTENCE.test(node.text) ? node.text : null;
}

test('no text is written outside the catalogues', () => {
  const stray: string[] = [];
  for (const { name, tree } of screens) {
    walk(tree, (node) => {
      const words = strayText(node);
      if (words !== null) stray.push(`${name}: ${words}`);
    });
  }
  expect(stray).toEqual([]);
});
