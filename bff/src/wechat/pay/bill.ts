import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Formatter } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import { failedBy, OutsideError } from '../errors';
import type { Transport } from './transport';

const unpack = promisify(gunzip);
const MOST_BYTES = 256 * 1024 * 1024;

/** One row of the day's bill: a payment, or a refund that was asked for on that day. */
export interface TradeBillRow {
  /** `other`: nothing that we ask for, such as a payment that was taken back at a till of someone else's. */
  kind: 'payment' | 'refund' | 'other';
  at: Date;
  orderNumber: string;
  transactionId: string;
  /** Of the payment, or of the refund. */
  amountFen: number;
  /** Of a refund. */
  refundNumber?: string;
  refundId?: string;
  refundStatus?: string;
  /** Behind a service provider. */
  subMchid?: string;
}

const address = z.object({
  download_url: z.url(),
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-f]{40}$/i),
});

export async function* readTradeBill(
  transport: Transport,
  party: Record<string, string>,
  date: string,
): AsyncGenerator<TradeBillRow, void, void> {
  const text = await billOf(transport, party, date);
  if (text === null) return;
  const lines = linesOf(text);
  const headings = (lines.next().value ?? '').split(',');
  if (countIn(text) !== countTold(text)) throw altered('rows are missing');
  for (const line of lines) {
    if (!line.startsWith('`')) return;
    yield rowOf(Formatter.castCsvLine(line, headings) as Record<string, string | undefined>);
  }
}

/** The whole file, checked; null where nothing happened on that day. */
async function billOf(
  transport: Transport,
  party: Record<string, string>,
  date: string,
): Promise<string | null> {
  const query = { bill_date: date, ...party, bill_type: 'ALL', tar_type: 'GZIP' };
  try {
    const told = await transport.call(
      { method: 'GET', path: '/v3/bill/tradebill', query },
      address,
    );
    // Fetched where we call everything else, whatever host the address names.
    const { pathname, search } = new URL(told.download_url);
    const packed = await transport.download(`${pathname}${search}`);
    const bytes = await unpack(packed, { maxOutputLength: MOST_BYTES }).catch(() => {
      throw altered('not packed');
    });
    const hash = createHash('sha1').update(bytes).digest('hex');
    if (hash !== told.hash_value.toLowerCase()) throw altered('hash');
    return bytes.toString('utf8');
  } catch (error) {
    if (failedBy(error, 'billEmpty')) return null;
    throw error;
  }
}

const altered = (why: string) => new OutsideError('untrusted', undefined, `bill: ${why}`);

function* linesOf(text: string): Generator<string, void, void> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at;
    yield text.slice(start, end).replace(/\r$/, '');
    start = end + 1;
  }
}

/** The rows that there are: all lines of values but the last, which sums up. */
function countIn(text: string): number {
  let count = -1;
  for (const line of linesOf(text)) if (line.startsWith('`')) count += 1;
  return count;
}

function countTold(text: string): number {
  let last = '';
  for (const line of linesOf(text)) if (line.startsWith('`')) last = line;
  return Number(/^`(\d+)/.exec(last)?.[1] ?? Number.NaN);
}

const KINDS: Record<string, TradeBillRow['kind']> = { SUCCESS: 'payment', REFUND: 'refund' };

function rowOf(cells: Record<string, string | undefined>): TradeBillRow {
  const kind = KINDS[cells['交易状态'] ?? ''] ?? 'other';
  const subMchid = cells['特约商户号'];
  return {
    kind,
    at: new Date(`${(cells['交易时间'] ?? '').replace(' ', 'T')}+08:00`),
    orderNumber: cells['商户订单号'] ?? '',
    transactionId: cells['微信订单号'] ?? '',
    amountFen: fenOf(cells[kind === 'refund' ? '申请退款金额' : '订单金额']),
    ...(subMchid && subMchid !== '0' ? { subMchid } : {}),
    ...(kind === 'refund' ? refundCells(cells) : {}),
  };
}

const refundCells = (cells: Record<string, string | undefined>) => ({
  refundNumber: cells['商户退款单号'] ?? '',
  refundId: cells['微信退款单号'] ?? '',
  refundStatus: cells['退款状态'] ?? '',
});

/** `12.30` yuan are 1230 fen; never through a fraction. */
function fenOf(yuan = ''): number {
  const parts = /^(\d{1,12})\.(\d{2})$/.exec(yuan);
  if (!parts) throw altered('a sum');
  return Number(`${parts[1]}${parts[2]}`);
}
