import { configureWechat, wechatConfig } from '@merchant-coin/bff/wechat/config';
import { type Payee, payChannel } from '@merchant-coin/bff/wechat/pay';
import { createHash, createSign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { newKeyPair, newNumber, registerPayee, startWechat } from './kit';

/**
 * Answers that are rightly signed and still are not what was asked for: an answer to another question that
 * somebody caught and sends again, or WeChat's own mistakes.
 */
const platform = newKeyPair();
const PLATFORM_ID = 'PUB_KEY_ID_0123456789';

let server: Server;
let payee: Payee;
let next: { body: object | string; file?: Buffer } = { body: {} };
beforeAll(async () => {
  const standIn = await startWechat();
  const registered = await registerPayee(standIn);
  await standIn.close();
  payee = { ...registered, platformPublicKeys: [{ id: PLATFORM_ID, pem: platform.publicKey }] };

  server = createServer((req, res) => {
    if (req.url?.startsWith('/v3/billdownload/')) return res.end(next.file);
    const body = typeof next.body === 'string' ? next.body : JSON.stringify(next.body);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const message = `${timestamp}\nnonce\n${body}\n`;
    return res
      .writeHead(200, {
        'wechatpay-serial': PLATFORM_ID,
        'wechatpay-timestamp': timestamp,
        'wechatpay-nonce': 'nonce',
        'wechatpay-signature': createSign('RSA-SHA256')
          .update(message)
          .sign(platform.privateKey, 'base64'),
      })
      .end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  configureWechat({ ...wechatConfig(), payApiBase: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
});

const orderNumber = newNumber();
const refundNumber = newNumber();

const paidAnswer = () => ({
  mchid: payee.mchid,
  appid: payee.appid,
  out_trade_no: orderNumber,
  transaction_id: '4200001',
  trade_state: 'SUCCESS',
  success_time: '2026-11-25T16:20:00+08:00',
  amount: { total: 3_600, payer_total: 3_600, currency: 'CNY' },
  payer: { openid: 'o-alice' },
});

const refundAnswer = () => ({
  out_trade_no: orderNumber,
  out_refund_no: refundNumber,
  refund_id: '5030001',
  status: 'PROCESSING',
  amount: { total: 3_600, refund: 1_000, currency: 'CNY' },
});

describe('an order', () => {
  test('is read from the answer to the question', async () => {
    next = { body: paidAnswer() };
    expect(await payChannel(payee).query(orderNumber)).toEqual({
      orderNumber,
      state: 'paid',
      transactionId: '4200001',
      paidAt: new Date('2026-11-25T08:20:00Z'),
      amountFen: 3_600,
      payerFen: 3_600,
      openid: 'o-alice',
    });
  });

  test.each([
    ['another order', { out_trade_no: newNumber() }, 'untrusted'],
    ['another merchant', { mchid: '1600000001' }, 'untrusted'],
    ['another app', { appid: 'wx-other' }, 'untrusted'],
    ['another currency', { amount: { total: 3_600, currency: 'USD' } }, 'unexpected'],
    ['parts of a fen', { amount: { total: 36.5, currency: 'CNY' } }, 'unexpected'],
    ['a state that is none', { trade_state: 'MAYBE' }, 'unexpected'],
    ['a payment without a number', { transaction_id: undefined }, 'unexpected'],
  ])('is not read from the answer about %s', async (_, wrong, reason) => {
    next = { body: { ...paidAnswer(), ...wrong } };
    await expect(payChannel(payee).query(orderNumber)).rejects.toMatchObject({ reason });
  });

  test('is not read from the answer about another transaction', async () => {
    next = { body: paidAnswer() };
    const channel = payChannel(payee);
    expect(await channel.queryByTransactionId('4200001')).toMatchObject({ orderNumber });
    await expect(channel.queryByTransactionId('4200002')).rejects.toMatchObject({
      reason: 'untrusted',
    });
  });

  test('is not read from what is no JSON', async () => {
    next = { body: '<html>' };
    await expect(payChannel(payee).query(orderNumber)).rejects.toMatchObject({
      reason: 'unexpected',
    });
  });
});

describe('a refund', () => {
  const refund = {
    orderNumber,
    refundNumber,
    amountFen: 1_000,
    totalFen: 3_600,
    reason: '退',
    notifyUrl: 'https://shop.example/notify',
  };

  test('is read from the answer to the question', async () => {
    next = { body: refundAnswer() };
    const expected = { refundNumber, orderNumber, status: 'processing', amountFen: 1_000 };
    expect(await payChannel(payee).refund(refund)).toMatchObject(expected);
    expect(await payChannel(payee).queryRefund(refundNumber)).toMatchObject(expected);
  });

  test.each([
    ['another refund', { out_refund_no: newNumber() }],
    ['another sum', { amount: { total: 3_600, refund: 900, currency: 'CNY' } }],
    ['a refund of another order', { out_trade_no: newNumber() }],
  ])('is not read from the answer about %s', async (_, wrong) => {
    next = { body: { ...refundAnswer(), ...wrong } };
    await expect(payChannel(payee).refund(refund)).rejects.toMatchObject({ reason: 'untrusted' });
  });

  test('is not read from the answer to a query for another', async () => {
    next = { body: { ...refundAnswer(), out_refund_no: newNumber() } };
    await expect(payChannel(payee).queryRefund(refundNumber)).rejects.toMatchObject({
      reason: 'untrusted',
    });
  });
});

describe('a bill', () => {
  const ROW = '`2026-11-25 16:20:00,`4200001,`ord1,`SUCCESS,`36.00,`0.00';
  const billOf = (rows: string[], count: number, sum = '`36.00') => {
    const head = '交易时间,微信订单号,商户订单号,交易状态,订单金额,申请退款金额';
    const lines = [head, ...rows, '总交易单数,订单总金额', `\`${count},${sum}`, ''];
    const text = `\uFEFF${lines.join('\r\n')}`;
    const hash = createHash('sha1').update(text).digest('hex');
    const download_url = 'https://elsewhere.example/v3/billdownload/file?token=t';
    return {
      body: { download_url, hash_type: 'SHA1', hash_value: hash },
      file: gzipSync(text),
    };
  };
  const read = async () => {
    const orders: string[] = [];
    for await (const row of payChannel(payee).tradeBill('2026-11-25')) orders.push(row.orderNumber);
    return orders;
  };

  test('is fetched from WeChat whatever host it names, and read', async () => {
    next = billOf([ROW, ROW.replace('ord1', 'ord2')], 2);
    expect(await read()).toEqual(['ord1', 'ord2']);
  });

  test.each([
    ['a row is missing', [ROW], 2],
    ['a row is too many', [ROW, ROW], 1],
    ['a sum is none', [ROW.replace('36.00', '36')], 1],
  ])('is refused when %s', async (_, rows, count) => {
    next = billOf(rows, count);
    await expect(read()).rejects.toMatchObject({ reason: 'untrusted' });
  });
});
