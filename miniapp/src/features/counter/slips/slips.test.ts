/// <reference types="jest" />
import type { Redemption, User } from '@merchant-coin/shared';
import { endSession, startSession, updateUser } from '@/lib/session';
import { slipsKey } from '@/lib/work';
import { stored } from '@/testing/taro';
import { beginSlip, noteRedemption, type RechargeSlip, type RedeemSlip, type Slip } from './slips';

const mockRequest = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (options: unknown) => mockRequest(options) as unknown,
    ...jest.requireActual<{ storage: object }>('@/testing/taro').storage,
  },
}));

const PHONE = '13911112222';
const clerkAt = (...storeIds: string[]) =>
  ({ id: 'usr_1', phone: '13800000002', staffOf: [{ merchantId: 'mer_1', storeIds }] }) as User;
const NOBODY_YET = { id: 'usr_2', phone: null, staffOf: [] } as unknown as User;

const kept = (storeId: string): Slip[] =>
  JSON.parse(stored.get(`mc.${slipsKey(storeId)}`) ?? '[]') as Slip[];

const charge = (storeId: string) =>
  beginSlip<RedeemSlip>(storeId, {
    ...{ kind: 'redeem', userId: 'usr_1', who: '139****2222', amountFen: 100 },
    input: { merchantId: 'mer_1', storeId, phone: PHONE, code6: '123456', listFen: 100 },
  }).settled;

const answered = (redemption: object) =>
  mockRequest.mockResolvedValueOnce({ statusCode: 201, data: { redemption }, header: {} });
const lost = () => mockRequest.mockRejectedValueOnce(new Error('no network'));

/** One charge that is done and one whose answer was lost. */
async function till(storeId: string): Promise<void> {
  startSession({ token: 't', user: clerkAt(storeId) });
  answered({ id: 'rdm_1', status: 'done', paidFen: 90 });
  await charge(storeId);
  lost();
  await charge(storeId);
}

test('a done slip keeps neither the proof nor the number of its member', async () => {
  await till('sto_1');
  const [unknown, done] = kept('sto_1') as [RedeemSlip, RedeemSlip];
  expect(done).toMatchObject({ state: 'done', amountFen: 90, who: '139****2222' });
  expect(JSON.stringify(done)).not.toContain(PHONE);
  expect(JSON.stringify(done)).not.toContain('123456');
  // This one is asked for again: as the same member's.
  expect(unknown).toMatchObject({ state: 'unknown', input: { phone: PHONE, code6: '000000' } });
});

test('until it is known whose WeChat it is, a till keeps its slips', async () => {
  await till('sto_2');
  endSession();
  startSession({ token: 'u', user: NOBODY_YET });
  expect(kept('sto_2')).toHaveLength(2);
  updateUser(clerkAt('sto_2'));
  expect(kept('sto_2')).toHaveLength(2);
});

test('who works elsewhere finds none that is done, and loses none whose outcome nobody knows', async () => {
  await till('sto_3');
  const [{ key }] = kept('sto_3') as [Slip];
  endSession();
  startSession({ token: 'u', user: clerkAt('sto_other') });
  expect(kept('sto_3')).toMatchObject([{ key, state: 'unknown' }]);
});

test('a look that is answered late does not take back what is known', async () => {
  startSession({ token: 't', user: clerkAt('sto_4') });
  answered({ id: 'rdm_1', status: 'waiting', paidFen: 0 });
  await charge('sto_4');
  const [{ key }] = kept('sto_4') as [Slip];
  const note = (status: string, paidFen: number) =>
    noteRedemption('sto_4', key, { id: 'rdm_1', status, paidFen } as Redemption);
  note('done', 90);
  note('waiting', 0);
  const done = { amountFen: 90, answer: { redemption: { status: 'done' } } };
  expect(kept('sto_4')).toMatchObject([done]);
});

const recharge = (storeId: string) =>
  beginSlip<RechargeSlip>(storeId, {
    ...{ kind: 'recharge', userId: 'usr_1', who: '139****2222', amountFen: 100 },
    input: { merchantId: 'mer_1', storeId, cardId: 'crd_1', amountFen: 100, tender: 'cash' },
  }).settled;

/** The till's day, oldest first: `t` takes coins, `r` recharges; each answered, of as many fen as came before. */
async function day(storeId: string, acts: string): Promise<void> {
  for (const [index, act] of [...acts].entries()) {
    if (act === 't') {
      answered({ id: `rdm_${index}`, status: 'done', paidFen: index });
      await charge(storeId);
    } else {
      const data = { recharge: { id: `rch_${index}`, amountFen: index } };
      mockRequest.mockResolvedValueOnce({ statusCode: 201, data, header: {} });
      await recharge(storeId);
    }
  }
}

const kindsOf = (slips: Slip[]) =>
  slips.map(({ kind }) => (kind === 'redeem' ? 't' : 'r')).join('');

test('the last ten takings can be given back after any number of recharges', async () => {
  startSession({ token: 't', user: clerkAt('sto_4') });
  await day('sto_4', 't'.repeat(12) + 'r'.repeat(30));
  const slips = kept('sto_4');
  expect(kindsOf(slips)).toBe('r'.repeat(20) + 't'.repeat(10));
  const sums = slips.map(({ amountFen }) => amountFen);
  expect(sums).toEqual([...sums].sort((a, b) => b - a));
});

test('of takings alone the newest twenty are kept', async () => {
  startSession({ token: 't', user: clerkAt('sto_5') });
  await day('sto_5', 't'.repeat(30));
  expect(kindsOf(kept('sto_5'))).toBe('t'.repeat(20));
});
