import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The built mini-program. */
export const DIST = resolve(__dirname, '../../../miniapp/dist/weapp');

export interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
  tabBar: { list: { pagePath: string }[] };
}

export function readAppJson(): AppJson {
  const file = join(DIST, 'app.json');
  if (!existsSync(file)) throw new Error('the WeChat app is not built; run npm run build');
  return JSON.parse(readFileSync(file, 'utf8')) as AppJson;
}

/** Every page by its path from the root. */
export const pagesOf = ({ pages, subPackages }: AppJson): string[] => [
  ...pages,
  ...subPackages.flatMap((each) => each.pages.map((page) => `${each.root}/${page}`)),
];
