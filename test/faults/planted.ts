/** Imported before the product: puts in the bug that `--bug` names. */
import { isBugName, plant } from './bugs';

const [flag, name = ''] = process.argv.slice(2);
if (flag !== undefined && flag !== '--bug') throw new Error(`what is ${flag}?`);
if (flag === '--bug' && !isBugName(name)) throw new Error(`there is no bug "${name}"`);

export const assertPlanted = isBugName(name) ? plant(name) : () => undefined;
