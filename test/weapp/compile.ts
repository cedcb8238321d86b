import { TmplGroup } from 'glass-easel-template-compiler';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../miniapp/support/dist';
import type { Config } from './host/built';

interface Complaint {
  isError: boolean;
  message: string;
  startLine: number;
}

const withoutEnding = (file: string) => file.replace(/\.[a-z]+$/, '');

/** WeChat's units and its name for the page, in the browser's words. */
const styleOf = (wxss: string): string =>
  wxss
    .replace(/@import [^;]+;/g, '')
    .replace(/(-?[\d.]+)rpx/g, 'calc(100vw / 750 * $1)')
    .replace(/(^|[},\s])page(?=\s*[{,])/g, '$1body');

/** The app's own sheets come before those of its pages. */
const byRank = (one: string, other: string): number =>
  one.split('/').length - other.split('/').length || one.localeCompare(other);

/** The built mini-program as a script (`globalThis.built`, see host/built.ts) and a style sheet. */
export function compileApp(): { script: string; style: string } {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).sort(byRank);
  const below = (ending: string) =>
    files
      .filter((file) => file.endsWith(ending))
      .map((file) => [file, readFileSync(join(DIST, file), 'utf8')] as const);
  const group = new TmplGroup();
  for (const [file, text] of below('.wxml')) {
    const complaints = group.addTmpl(withoutEnding(file), text) as Complaint[];
    const wrong = complaints.find(({ isError }) => isError);
    if (wrong) throw new Error(`${file}:${wrong.startLine}: ${wrong.message}`);
  }
  for (const [file, text] of below('.wxs')) group.addScript(withoutEnding(file), text);
  const sources = below('.js').map(([file, text]) => [withoutEnding(file), text]);
  const configs = below('.json').map(([file, text]) => [
    withoutEnding(file),
    JSON.parse(text) as Config,
  ]);
  const script = `globalThis.built = {
    templates: ${group.getTmplGenObjectGroups()},
    sources: ${JSON.stringify(Object.fromEntries(sources))},
    configs: ${JSON.stringify(Object.fromEntries(configs))},
  };`;
  group.free();
  return {
    script,
    style: below('.wxss')
      .map(([, text]) => styleOf(text))
      .join('\n'),
  };
}
