import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../e2e/support/phone';
import { startStack } from '../e2e/support/stack';
import { Cast } from './cast';
import {
  CHECKED,
  fileOf,
  lookOf,
  README_FOLDER,
  README_PICTURES,
  REFERENCES,
  SHOTS,
  VARIANTS,
} from './files';
import { mainScreens, type Shoot } from './main-screens';
import { pictureOf, Studio, type Variant } from './studio';
import { otherScreens } from './tours';

const say = (line: string) => console.log(line);

/** Keeps each picture in a folder, under its name and look. */
const keepIn =
  (folder: string, variant: Variant): Shoot =>
  async (name, phone) => {
    writeFileSync(join(folder, fileOf(name, variant)), await pictureOf(phone));
  };

async function takeAll(studio: Studio): Promise<void> {
  const cast = await Cast.at(studio);
  for (const variant of VARIANTS) {
    await mainScreens(cast, variant, keepIn(SHOTS, variant));
    say(`  main screens ${lookOf(variant)}`);
  }
  const [variant] = VARIANTS;
  if (!variant) return;
  await otherScreens({ cast, studio, variant }, keepIn(SHOTS, variant));
  say(`  all others   ${lookOf(variant)}`);
}

/** The checked looks of the main screens become what the app is to look like, here and in the READMEs. */
async function accept(studio: Studio): Promise<void> {
  const cast = await Cast.at(studio);
  rmSync(REFERENCES, { recursive: true, force: true });
  mkdirSync(REFERENCES, { recursive: true });
  for (const variant of CHECKED) {
    await mainScreens(cast, variant, keepIn(REFERENCES, variant));
    say(`  accepted     ${lookOf(variant)}`);
  }
  for (const language of ['zh', 'en'] as const) {
    const variant = { language, dark: false, large: false };
    await mainScreens(cast, variant, async (name, phone) => {
      const picture = README_PICTURES[name];
      if (!picture) return;
      writeFileSync(join(README_FOLDER, `${picture}.${language}.png`), await pictureOf(phone));
    });
  }
}

/** Runs on a stack and in a browser of its own. */
async function inStudio(work: (studio: Studio) => Promise<void>): Promise<void> {
  const stack = await startStack({ still: true });
  const browser = await launchBrowser();
  try {
    await work(new Studio(stack, browser));
  } finally {
    await browser.close();
    await stack.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { accept: { type: 'boolean', default: false } } });
  if (values.accept) {
    await inStudio(accept);
    say(`What the app is to look like: ${REFERENCES}`);
    return;
  }
  rmSync(SHOTS, { recursive: true, force: true });
  mkdirSync(SHOTS, { recursive: true });
  await inStudio(takeAll);
  say(`Pictures: ${SHOTS}`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
