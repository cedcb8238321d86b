import { createHash, randomBytes } from 'node:crypto';
import { beijingDay, beijingTime } from '../calendar';
import type { Order, Owner } from './orders';
import type { RefundOf } from './refunds';

const HEADINGS = [
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态',
  '付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额',
  '退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
].join(',');
const TOTALS =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const yuan = (fen: number): string => (fen / 100).toFixed(2);
/** What a row consists of must not end it. */
const plain = (text: string): string => text.replace(/[,`\r\n]/g, ' ');
const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell) => `\`${cell}`).join(',');
const clockTime = (ms: number): string => beijingTime(ms).slice(0, 19).replace('T', ' ');

/** The bill of a day: a row a payment and a refund, then the sums; null where nothing happened. */
export function tradeBillOf(orders: readonly Order[], owner: Owner, day: string): string | null {
  const own = orders.filter(
    ({ mchid, subMchid }) =>
      mchid === owner.mchid && (owner.subMchid === undefined || subMchid === owner.subMchid),
  );
  const on = (ms: number | undefined): boolean => ms !== undefined && beijingDay(ms) === day;
  const paid = own.filter(({ paidAt }) => on(paidAt));
  const refunds = own
    .flatMap((order) => order.refunds.map((refund) => ({ order, refund })))
    .filter(({ refund }) => on(refund.createdAt));
  if (paid.length + refunds.length === 0) return null;
  const rows = [...paid.map(paymentRow), ...refunds.map(refundRow)];
  return `\uFEFF${[HEADINGS, ...rows, TOTALS, totals(paid, refunds)].join('\r\n')}\r\n`;
}

function start(order: Order, at: number, state: string): (string | number)[] {
  const { mchid, subMchid = '0', appid, transactionId = '', outTradeNo, payer } = order;
  const person = payer['openid'] ?? payer['sub_openid'] ?? payer['sp_openid'] ?? '';
  const time = clockTime(at);
  const ids = [transactionId, outTradeNo, person];
  return [time, appid, mchid, subMchid, '', ...ids, 'JSAPI', state, 'OTHERS', 'CNY'];
}

function end(order: Order): string[] {
  return [plain(order.description), plain(order.attach ?? '')];
}

function paymentRow(order: Order): string {
  const sum = yuan(order.amountFen);
  const before = start(order, order.paidAt ?? 0, 'SUCCESS');
  const refund = ['0', '0', '0.00', '0.00', '', ''];
  return line([
    ...before,
    sum,
    '0.00',
    ...refund,
    ...end(order),
    '0.00000',
    '0.60%',
    sum,
    '0.00',
    '',
  ]);
}

function refundRow({ order, refund }: RefundOf): string {
  const sum = yuan(refund.refundFen);
  const numbers = [refund.refundId, refund.outRefundNo, sum, '0.00', 'ORIGINAL', refund.status];
  const before = start(order, refund.createdAt, 'REFUND');
  return line([
    ...before,
    '0.00',
    '0.00',
    ...numbers,
    ...end(order),
    '0.00000',
    '0.60%',
    '0.00',
    sum,
    '',
  ]);
}

function totals(paid: readonly Order[], refunds: readonly RefundOf[]): string {
  const paidFen = paid.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const refundedFen = refunds.reduce((sum, { refund }) => sum + refund.refundFen, 0);
  const count = paid.length + refunds.length;
  const [inn, out] = [yuan(paidFen), yuan(refundedFen)];
  return line([count, inn, out, '0.00', '0.00000', inn, out]);
}

/** Files that wait to be fetched, each by a token of its own. */
export class BillFiles {
  readonly #files = new Map<string, { mchid: string; text: string }>();

  put(mchid: string, text: string): { token: string; hash: string } {
    const token = randomBytes(24).toString('base64url');
    this.#files.set(token, { mchid, text });
    return { token, hash: createHash('sha1').update(text).digest('hex') };
  }

  get(mchid: string, token: string): string | undefined {
    const file = this.#files.get(token);
    return file?.mchid === mchid ? file.text : undefined;
  }
}
