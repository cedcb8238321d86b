import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../e2e/support/phone';
import { startStack, type Stack } from '../e2e/support/stack';
import { Cast } from './cast';
import { compare } from './compare';
import { CHECKED, fileOf, lookOf, REFERENCES, SHOTS } from './files';
import { mainScreens } from './main-screens';
import { pictureOf, Studio } from './studio';

/** The main screens look as they did when somebody last said that they are right. */
jest.setTimeout(120_000);

let stack: Stack;
let browser: Browser;
let cast: Cast;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ still: true }), launchBrowser()]);
  cast = await Cast.at(new Studio(stack, browser));
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

/** What is to be said of a picture; null where it is as it should be. */
async function complaint(file: string, actual: Buffer): Promise<string | null> {
  const reference = join(REFERENCES, file);
  const seen = join(SHOTS, file);
  const marked = seen.replace(/png$/, 'difference.png');
  for (const old of [seen, marked]) rmSync(old, { force: true });
  if (!existsSync(reference)) return `${file} has no reference`;
  const { isSame, different, difference } = await compare(readFileSync(reference), actual);
  if (isSame) return null;
  mkdirSync(SHOTS, { recursive: true });
  writeFileSync(seen, actual);
  writeFileSync(marked, difference);
  return `${file} differs in ${different} places: ${marked}`;
}

test.each(CHECKED.map((variant) => [lookOf(variant), variant] as const))(
  'the main screens are as accepted: %s (if they should be otherwise: npm run shots -- --accept)',
  async (_, variant) => {
    const complaints: (string | null)[] = [];
    await mainScreens(cast, variant, async (name, phone) => {
      complaints.push(await complaint(fileOf(name, variant), await pictureOf(phone)));
    });
    expect(complaints).toHaveLength(10);
    expect(complaints.filter(Boolean)).toEqual([]);
  },
);
