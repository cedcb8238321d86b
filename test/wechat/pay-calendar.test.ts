import { failedBy } from '@merchant-coin/bff/wechat/errors';
import { payChannel, type TradeBillRow } from '@merchant-coin/bff/wechat/pay';
import type { StandIn } from '../../config/dev/wechat/stand-in';
import { anOrder, control, newNumber, pressPay, registerPayee, startWechat } from './kit';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startWechat();
});
afterEach(() => standIn.close());

const advance = (advanceMs: number) => control(standIn, 'PATCH', '/settings', { advanceMs });
/** Today in Beijing, by the stand-in's calendar, which starts at the real time. */
const today = () => new Date(Date.now() + 8 * HOUR_MS).toISOString().slice(0, 10);

async function rowsOf(rows: AsyncIterable<TradeBillRow>): Promise<TradeBillRow[]> {
  const all: TradeBillRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function twoPaidOneRefunded() {
  const payee = await registerPayee(standIn);
  const channel = payChannel(payee);
  const orders = [anOrder({ amountFen: 1 }), anOrder({ amountFen: 123_456 })] as const;
  for (const order of orders) await pressPay(standIn, await channel.prepay(order));
  await channel.prepay(anOrder());
  const [, large] = orders;
  const refund = { orderNumber: large.orderNumber, refundNumber: newNumber(), totalFen: 123_456 };
  const notifyUrl = 'http://127.0.0.1:9/notify';
  await channel.refund({ ...refund, amountFen: 2_345, reason: '退', notifyUrl });
  return { channel, orders, refund };
}

describe('the day’s bill', () => {
  test('is there the next morning, with each payment and refund', async () => {
    const { channel, orders, refund } = await twoPaidOneRefunded();
    const date = today();
    await expect(rowsOf(channel.tradeBill(date))).rejects.toMatchObject({
      reason: 'billNotReady',
      isPassing: true,
    });
    await advance(34 * HOUR_MS);
    const rows = await rowsOf(channel.tradeBill(date));
    expect(rows).toEqual([
      expect.objectContaining({
        kind: 'payment',
        orderNumber: orders[1].orderNumber,
        amountFen: 123_456,
      }),
      expect.objectContaining({
        kind: 'payment',
        orderNumber: orders[0].orderNumber,
        amountFen: 1,
      }),
      expect.objectContaining({ kind: 'refund', ...without(refund), amountFen: 2_345 }),
    ]);
    expect(Math.abs((rows[0]?.at.getTime() ?? 0) - Date.now())).toBeLessThan(10_000);
  });

  test('is empty for a day without any', async () => {
    const { channel } = await twoPaidOneRefunded();
    await advance(3 * DAY_MS);
    const day = new Date(Date.now() + 8 * HOUR_MS + DAY_MS).toISOString().slice(0, 10);
    expect(await rowsOf(channel.tradeBill(day))).toEqual([]);
  });

  test.each([
    ['altered', { signature: 'body' }],
    ['no bill at all', { body: 'nonsense' }],
  ])('%s gives no row', async (_, fault) => {
    const { channel } = await twoPaidOneRefunded();
    await advance(34 * HOUR_MS);
    await control(standIn, 'POST', '', { path: '/v3/billdownload/file', ...fault });
    await expect(rowsOf(channel.tradeBill(today()))).rejects.toMatchObject({ reason: 'untrusted' });
    expect(await rowsOf(channel.tradeBill(today()))).toHaveLength(3);
  });
});

const without = ({
  orderNumber,
  refundNumber,
}: Record<'orderNumber' | 'refundNumber', string>) => ({
  orderNumber,
  refundNumber,
});

describe('time', () => {
  test('runs out for a prepay id, and the order gets another', async () => {
    const channel = payChannel(await registerPayee(standIn));
    const order = anOrder({ expiresAt: new Date(Date.now() + DAY_MS) });
    const first = await channel.prepay(order);
    await advance(2 * HOUR_MS);
    expect((await pressPay(standIn, first)).body).toEqual({ outcome: 'expired' });
    const second = await channel.prepay(order);
    expect(second.prepayId).not.toBe(first.prepayId);
    expect((await pressPay(standIn, second)).body).toEqual({ outcome: 'paid' });
  });

  test('runs out for an order, which stays unpaid and open', async () => {
    const channel = payChannel(await registerPayee(standIn));
    const order = anOrder({ expiresAt: new Date(Date.now() + 10 * 60_000) });
    const prepaid = await channel.prepay(order);
    await advance(10 * 60_000);
    expect((await pressPay(standIn, prepaid)).body).toEqual({ outcome: 'expired' });
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'unpaid' });
  });

  test('runs out for a refund a year after payment', async () => {
    const channel = payChannel(await registerPayee(standIn));
    const order = anOrder();
    await pressPay(standIn, await channel.prepay(order));
    const refund = {
      orderNumber: order.orderNumber,
      totalFen: 3_600,
      amountFen: 100,
      reason: '退',
      notifyUrl: 'http://127.0.0.1:9/notify',
    };
    await advance(365 * DAY_MS - 60_000);
    await channel.refund({ ...refund, refundNumber: newNumber() });
    await advance(60_001);
    const late = channel.refund({ ...refund, refundNumber: newNumber() });
    const error: unknown = await late.catch((cause: unknown) => cause);
    expect(failedBy(error, 'invalid')).toBe(true);
  });
});
