import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Machine, root } from './kit';

/** What people download, of both apps as they are built for the tests, judged as `npm run size` does. */
const BUDGETS = JSON.parse(readFileSync(join(root, 'config/package-budgets.json'), 'utf8'));
/** In the tests' build alone. */
const GALLERY = 'features/gallery/index';

interface Row {
  name: string;
  isTooBig: boolean;
}

const machine = new Machine();
afterAll(() => machine.remove());

async function rowsUnder(budgets: object): Promise<Row[]> {
  const dist = (kind: string) => JSON.stringify(join(root, 'miniapp/dist', kind));
  const { stdout, stderr } = await machine.run(`
    import { browserRows, isTooBig, packageRows } from '$/sizes.mjs';
    const budgets = ${JSON.stringify(budgets)};
    const rows = [
      ...packageRows(${dist('weapp')}, budgets),
      ...browserRows(${dist('h5')}, budgets),
    ];
    console.log(JSON.stringify(rows.map((row) => ({ ...row, isTooBig: isTooBig(row) }))));`);
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as Row[]).filter(({ name }) => name !== GALLERY);
}

test('nothing is larger than its budget', async () => {
  const rows = await rowsUnder(BUDGETS);
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter(({ isTooBig }) => isTooBig)).toEqual([]);
});

const { budgetsKb, wechatLimitsKb, browserGzipKb } = BUDGETS;

test.each([
  ['main', { budgetsKb: { ...budgetsKb, main: 1 } }, /^main package$/],
  ['sub-package', { budgetsKb: { ...budgetsKb, subPackage: 1 } }, /^features\/[\w-]+$/],
  ['total', { budgetsKb: { ...budgetsKb, total: 1 } }, /^all packages$/],
  ['preloading', { budgetsKb: { ...budgetsKb, preloaded: 1 } }, /^preloaded by the tabs$/],
  ['first load', { browserGzipKb: { ...browserGzipKb, firstLoad: 1 } }, /^first load /],
  ['page', { browserGzipKb: { ...browserGzipKb, page: 1 } }, /^(pages|features)\/[\w-]+\/\w+$/],
  ['WeChat’s main', { wechatLimitsKb: { ...wechatLimitsKb, main: 1 } }, /^main package$/],
])('what is above a %s budget is named, and nothing else', async (_, changed, names) => {
  const rows = await rowsUnder({ ...BUDGETS, ...changed });
  const tooBig = rows.filter((row) => row.isTooBig);
  expect(tooBig).not.toEqual([]);
  expect(tooBig).toEqual(rows.filter(({ name }) => names.test(name)));
});
