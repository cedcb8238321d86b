import Router from '@koa/router';
import { gzipSync } from 'node:zlib';
import type { Calendar } from '../calendar';
import { beijingDay } from '../calendar';
import { refusals } from './answers';
import { BillFiles, tradeBillOf } from './bill';
import type { PayDesk } from './desk';
import { payeeOf } from './exchange';
import { assertIs } from './transactions.routes';

/** A day's bill is there from ten the next morning, for three months. */
const READY_AFTER_MS = 34 * 3_600_000;
const KEPT_MS = 92 * 86_400_000;

export function billRoutes(desk: PayDesk, calendar: Calendar): Router {
  const files = new BillFiles();
  const router = new Router({ prefix: '/v3' });

  router.get('/bill/tradebill', (ctx) => {
    const { mchid } = payeeOf(ctx);
    const { bill_date: day, sub_mchid: subMchid, tar_type: packed } = ctx.query;
    assertIs(payeeOf(ctx), mchid, subMchid);
    assertReady(day, calendar.now());
    const owner = { mchid, subMchid: subMchid === undefined ? undefined : String(subMchid) };
    const text = tradeBillOf(desk.orders.list(), owner, day);
    if (text === null) throw refusals.noBill();
    const { token, hash } = files.put(mchid, text);
    const query = packed === 'GZIP' ? `token=${token}&tartype=gzip` : `token=${token}`;
    ctx.body = {
      download_url: `http://${ctx.host}/v3/billdownload/file?${query}`,
      hash_type: 'SHA1',
      hash_value: hash,
    };
  });

  router.get('/billdownload/file', (ctx) => {
    const kept = files.get(payeeOf(ctx).mchid, String(ctx.query['token']));
    if (kept === undefined) throw refusals.noAuthority();
    const text = ctx.state['signature'] === 'body' ? kept.replace('`0.01', '`9.01') : kept;
    ctx.type = 'application/octet-stream';
    ctx.body = ctx.query['tartype'] === 'gzip' ? gzipSync(text) : Buffer.from(text);
  });

  return router;
}

function assertReady(day: unknown, now: number): asserts day is string {
  const midnight = Date.parse(`${String(day)}T00:00:00+08:00`);
  if (Number.isNaN(midnight) || beijingDay(midnight) !== day) throw refusals.parameter('bill_date');
  if (now < midnight + READY_AFTER_MS) throw refusals.billNotReady();
  if (now > midnight + KEPT_MS) throw refusals.invalid('仅支持三个月内的账单下载申请');
}
