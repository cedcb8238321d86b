import { createRechargeBonus } from '@merchant-coin/bff/modules/campaigns';
import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { buildMerchant, buildUser } from '../support/factories';
import { INVALID, NOT_FOUND, NOTHING, refusalOf, UNAUTHENTICATED } from '../support/refusals';

const DAY_MS = 86_400_000;

let app: TestApp;
let visitor: Session;
beforeAll(async () => {
  app = await startTestApp();
  visitor = await buildUser();
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const inDays = (days: number) => new Date(app.clock.now().getTime() + days * DAY_MS);

function campaign(merchantId: string, fields: Partial<Parameters<typeof createRechargeBonus>[0]>) {
  return createRechargeBonus({
    merchantId,
    name: '充值送',
    steps: [{ payFen: 10_000, bonusFen: 500 }],
    bonusValidDays: 30,
    startsAt: inDays(-1),
    endsAt: null,
    ...fields,
  });
}

async function offersOf(merchantId: string) {
  const { status, body } = await app.call(
    api.campaigns.listRechargeOffers,
    { merchantId },
    { as: visitor },
  );
  expect([status, body.nextCursor]).toEqual([200, null]);
  return body.items;
}

describe('campaigns.listRechargeOffers', () => {
  it('lists the steps in force, smallest first', async () => {
    const { merchantId } = await buildMerchant();
    const steps = [
      { payFen: 50_000, bonusFen: 8_000 },
      { payFen: 20_000, bonusFen: 2_000 },
    ];
    const campaignId = await campaign(merchantId, { steps, bonusValidDays: 180 });
    const common = { campaignId, bonusValidDays: 180 };
    expect(await offersOf(merchantId)).toEqual([
      { ...common, payFen: 20_000, bonusFen: 2_000 },
      { ...common, payFen: 50_000, bonusFen: 8_000 },
    ]);
  });

  it('is empty without a campaign, before it starts and after it ends', async () => {
    const { merchantId } = await buildMerchant();
    await campaign((await buildMerchant()).merchantId, {});
    expect(await offersOf(merchantId)).toEqual([]);
    await campaign(merchantId, { startsAt: inDays(1), endsAt: inDays(2) });
    expect(await offersOf(merchantId)).toEqual([]);
    app.clock.advance(1.5 * DAY_MS);
    expect(await offersOf(merchantId)).toHaveLength(1);
    app.clock.advance(DAY_MS);
    expect(await offersOf(merchantId)).toEqual([]);
  });

  it('shows the one that started last of two at once', async () => {
    const { merchantId } = await buildMerchant();
    const later = await campaign(merchantId, { startsAt: inDays(-1) });
    await campaign(merchantId, { startsAt: inDays(-5) });
    expect((await offersOf(merchantId)).map((offer) => offer.campaignId)).toEqual([later]);
  });

  it('needs a session and a merchant', async () => {
    const { merchantId } = await buildMerchant();
    const list = api.campaigns.listRechargeOffers;
    expect(await refusalOf(app, list, { merchantId })).toEqual(UNAUTHENTICATED);
    for (const nobody of [NOTHING.merchantId, 'mer_x', '$ne']) {
      const answer = await refusalOf(app, list, { merchantId: nobody }, { as: visitor });
      expect(answer).toEqual(NOT_FOUND);
    }
  });

  it.each([{ limit: 0 }, { limit: 101 }, { limit: 'many' }, { cursor: '' }])(
    'refuses %p',
    async (query) => {
      const { merchantId } = await buildMerchant();
      const input = invalid({ merchantId, ...query });
      expect(
        await refusalOf(app, api.campaigns.listRechargeOffers, input, { as: visitor }),
      ).toEqual(INVALID);
    },
  );
});
