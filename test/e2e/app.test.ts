import { approvals } from './approvals';
import { backAndForward } from './back-and-forward';
import { cardLife } from './card-life';
import { components } from './components';
import { counter } from './counter';
import { elder } from './elder';
import { looks } from './looks';
import { mainJob } from './main-job';
import { noScan } from './no-scan';
import { offline } from './offline';
import { opening } from './opening';
import { recharge } from './recharge';
import { reminders } from './reminders';
import { World } from './support/world';

/** The app as people use it: the built H5 app in a browser, against everything that `npm start` runs. */
jest.setTimeout(120_000);

const world = new World();
beforeAll(() => world.open());
afterAll(() => world.close());

describe('the main job', () => mainJob(world));
describe('where nothing can be scanned', () => noScan(world));
describe('in English, in the dark, with large text', () => looks(world));
describe('all components', () => components(world));
describe('in easy mode', () => elder(world));
describe('a recharge by the member', () => recharge(world));
describe('on a bad network', () => offline(world));
describe('back and forward', () => backAndForward(world));
describe('a day at the counter', () => counter(world));
describe('a new merchant', () => opening(world));
describe('days to be reminded of', () => reminders(world));
describe('all that befalls a card', () => cardLife(world));
describe('a payment that asks for a word', () => approvals(world));

test('no page was left out when looking for what keeps people out', async () => {
  expect(await world.unexamined()).toEqual([]);
});

test('no page threw or complained', () => {
  expect(world.faults).toEqual([]);
});
