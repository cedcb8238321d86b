import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's top folder, from the sources as from what they compile to. */
export const ROOT = ((folder: string) => {
  while (!existsSync(join(folder, 'package-lock.json'))) folder = dirname(folder);
  return folder;
})(__dirname);
