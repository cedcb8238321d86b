import { api, type Output } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { buildMember, buildMerchant, buildStore, buildUser } from '../support/factories';
import { INVALID, refusalOf, UNAUTHENTICATED } from '../support/refusals';

let app: TestApp;
let visitor: Session;
beforeAll(async () => {
  app = await startTestApp();
  visitor = await buildUser();
});
afterAll(() => app.close());

async function search(query: string, as: Session = visitor) {
  return (await app.call(api.members.listMerchants, { query }, { as })).body.items;
}

describe('members.listMerchants', () => {
  it('lists open merchants with how they look and what joining gives', async () => {
    const merchant = await buildMerchant({
      name: '青禾咖啡',
      category: '咖啡',
      colour: '#1f4d3a',
      mark: '禾',
      offer: '充500送80',
    });
    await buildStore(merchant);
    expect(await search('青禾咖啡')).toEqual([
      {
        id: merchant.merchantId,
        name: '青禾咖啡',
        category: '咖啡',
        colour: '#1f4d3a',
        mark: '禾',
        offer: '充500送80',
        storeCount: 2,
        joined: false,
        cardId: null,
      },
    ]);
  });

  it('finds by part of the name, in any case, or by category', async () => {
    await buildMerchant({ name: 'Pine Cone 松果理发', category: '美发' });
    for (const query of ['松果', 'pine cone', '  PINE', '美发']) {
      expect((await search(query)).map((row) => row.name)).toEqual(['Pine Cone 松果理发']);
    }
    expect(await search('没有这家店')).toEqual([]);
  });

  it('takes the query literally', async () => {
    await buildMerchant({ name: '100% (果汁)' });
    expect(await search('(果汁')).toHaveLength(1);
    expect(await search('.*果汁')).toHaveLength(0);
    expect(await search('$where')).toHaveLength(0);
  });

  it('leaves out who waits for approval', async () => {
    await buildMerchant({ name: '还没批准', status: 'pending' });
    expect(await search('还没批准')).toEqual([]);
  });

  it('says where the asker has a card', async () => {
    const merchant = await buildMerchant({ name: '云上瑜伽' });
    const member = await buildMember({ merchant });
    const [row] = await search('云上瑜伽', member);
    expect(row).toMatchObject({ joined: true, cardId: member.cardId });
    const [others] = await search('云上瑜伽');
    expect(others).toMatchObject({ joined: false, cardId: null });
  });

  it('goes page by page without gaps', async () => {
    const names = ['连锁甲', '连锁乙', '连锁丙'];
    for (const name of names) await buildMerchant({ name });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const input = { query: '连锁', limit: 2, ...(cursor && { cursor }) };
      const reply = await app.call(api.members.listMerchants, input, { as: visitor });
      const body: Output<typeof api.members.listMerchants> = reply.body;
      seen.push(...body.items.map((row) => row.name));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(names);
  });

  it.each([
    { limit: 0 },
    { limit: 101 },
    { limit: 1.5 },
    { cursor: 'x*y' },
    { query: 'x'.repeat(41) },
  ])('refuses %p', async (input) => {
    const list = api.members.listMerchants;
    expect(await refusalOf(app, list, invalid(input), { as: visitor })).toEqual(INVALID);
  });

  it('needs a session', async () => {
    expect(await refusalOf(app, api.members.listMerchants, {})).toEqual(UNAUTHENTICATED);
  });
});
