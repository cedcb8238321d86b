import { api, LEGAL_PRINCIPAL_CAPS } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { buildMerchant, buildStaff, type TestMerchant, type TestStaff } from '../support/factories';
import {
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  UNAUTHENTICATED,
} from '../support/refusals';
import { openTill } from '../support/till';

let app: TestApp;
let merchant: TestMerchant;
let clerk: TestStaff;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  merchant = await buildMerchant();
  clerk = await buildStaff({ merchant });
});
afterAll(() => app.close());

const LOWER = { identifiedFen: 300_000, otherwiseFen: 50_000 };

const look = (as: Session = merchant.owner) => {
  const { merchantId } = merchant;
  return app.call(api.merchants.getPrincipalCaps, { merchantId }, { as });
};
const lower = (caps: object = LOWER, as: Session | undefined = merchant.owner) => {
  const input = invalid({ merchantId: merchant.merchantId, ...caps });
  return app.call(api.merchants.setPrincipalCaps, input, { as });
};

describe('merchants.getPrincipalCaps and merchants.setPrincipalCaps', () => {
  it('are the legal caps until the owner lowers them, and may go up again to those', async () => {
    const legal = LEGAL_PRINCIPAL_CAPS;
    expect((await look()).body).toEqual({ caps: legal, legal });
    expect(await lower()).toMatchObject({ status: 200, body: { caps: LOWER, legal } });
    expect((await look()).body).toEqual({ caps: LOWER, legal });
    expect((await lower(legal)).body).toEqual({ caps: legal, legal });
    expect((await look()).body.caps).toEqual({ identifiedFen: 500_000, otherwiseFen: 100_000 });
  });

  it('hold for recharges, and are said before paying, held and spent coins considered', async () => {
    const till = await openTill(app, { clerk, coins: { principalFen: 20_000, bonusFen: 7_000 } });
    const { merchantId } = merchant;
    const { cardId, phone } = till.member;
    const roomSeen = async () => {
      const own = await app.call(api.cards.getMyCard, { cardId }, { as: till.member });
      const found = await app.call(api.cards.findMembers, { merchantId, phone }, { as: clerk });
      const { body: previewed } = await till.preview();
      return [own.body, found.body.items[0], previewed.card].map((card) => [
        card?.principalCapFen,
        card?.principalRoomFen,
      ]);
    };
    expect(await roomSeen()).toEqual(Array(3).fill([100_000, 80_000]));
    await lower();
    expect(await roomSeen()).toEqual(Array(3).fill([50_000, 30_000]));
    const over = await till.recharge({ amountFen: 30_001 });
    expect([over.code, over.problem?.details]).toEqual([
      'principalCapExceeded',
      { capFen: 50_000, roomFen: 30_000 },
    ]);
    await mongoose.connection
      .collection('members')
      .updateOne({ merchantId }, { $set: { identityRecorded: true } });
    expect(await roomSeen()).toEqual(Array(3).fill([300_000, 280_000]));
    await lower({ identifiedFen: 15_000, otherwiseFen: 15_000 });
    expect(await roomSeen()).toEqual(Array(3).fill([15_000, 0]));
    expect((await till.holdings()).balance.principalFen).toBe(20_000);
  });

  it.each([
    { identifiedFen: 500_001, otherwiseFen: 100_000 },
    { identifiedFen: 500_000, otherwiseFen: 100_001 },
    { identifiedFen: 40_000, otherwiseFen: 50_000 },
    { identifiedFen: 0, otherwiseFen: 0 },
    { identifiedFen: -1, otherwiseFen: -1 },
    { identifiedFen: 100.5, otherwiseFen: 100 },
    { identifiedFen: 100 },
    {},
  ])('refuse %p', async (caps) => {
    const { status, code } = await lower(caps);
    expect([status, code]).toEqual(INVALID);
    expect((await look()).body.caps).toEqual(LEGAL_PRINCIPAL_CAPS);
  });

  it('are the owner’s, of this merchant only', async () => {
    const manager = await buildStaff({ merchant, role: 'manager' });
    const elsewhere = (await buildMerchant()).owner;
    for (const as of [manager, clerk, elsewhere]) {
      expect([(await look(as)).status, (await look(as)).code]).toEqual(FORBIDDEN);
      expect([(await lower(LOWER, as)).status, (await lower(LOWER, as)).code]).toEqual(FORBIDDEN);
    }
    const { merchantId } = merchant;
    const input = { merchantId, ...LOWER };
    expect(await refusalOf(app, api.merchants.getPrincipalCaps, input)).toEqual(UNAUTHENTICATED);
    expect(await refusalOf(app, api.merchants.setPrincipalCaps, input)).toEqual(UNAUTHENTICATED);
    const nowhere = { ...input, merchantId: NOTHING.merchantId };
    const as = merchant.owner;
    expect(await refusalOf(app, api.merchants.setPrincipalCaps, nowhere, { as })).toEqual(
      NOT_FOUND,
    );
    await lower();
    const other = { merchantId: (await buildMerchant({ owner: as })).merchantId };
    const { body } = await app.call(api.merchants.getPrincipalCaps, other, { as });
    expect(body.caps).toEqual(LEGAL_PRINCIPAL_CAPS);
  });
});
