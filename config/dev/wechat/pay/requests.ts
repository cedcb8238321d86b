import { z } from 'zod';
import { refusals } from './answers';

const amountFen = z.int().min(1).max(100_000_000);
const currency = z.literal('CNY').optional();
const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine((url) => !/[?#]/.test(url), { error: 'no query' });

const terms = {
  description: z.string().min(1).max(127),
  out_trade_no: z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/),
  time_expire: z.iso.datetime({ offset: true }).optional(),
  attach: z.string().max(128).optional(),
  notify_url: notifyUrl,
  amount: z.strictObject({ total: amountFen, currency }),
};

export const directPrepay = z.strictObject({
  appid: z.string(),
  mchid: z.string(),
  ...terms,
  payer: z.strictObject({ openid: z.string().min(1) }),
});

export const partnerPrepay = z
  .strictObject({
    sp_appid: z.string(),
    sp_mchid: z.string(),
    sub_appid: z.string().optional(),
    sub_mchid: z.string(),
    ...terms,
    payer: z.strictObject({
      sp_openid: z.string().min(1).optional(),
      sub_openid: z.string().min(1).optional(),
    }),
  })
  .refine(({ payer }) => (payer.sp_openid === undefined) !== (payer.sub_openid === undefined), {
    error: 'one openid',
    path: ['payer'],
  })
  .refine((body) => body.payer.sub_openid === undefined || body.sub_appid !== undefined, {
    error: 'sub_openid is of sub_appid',
    path: ['sub_appid'],
  });

export const directClose = z.strictObject({ mchid: z.string() });
export const partnerClose = z.strictObject({ sp_mchid: z.string(), sub_mchid: z.string() });

export const refundRequest = z
  .strictObject({
    sub_mchid: z.string().optional(),
    transaction_id: z.string().optional(),
    out_trade_no: z.string().optional(),
    out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
    reason: z.string().max(80).optional(),
    notify_url: notifyUrl.optional(),
    amount: z.strictObject({ refund: amountFen, total: amountFen, currency: z.literal('CNY') }),
  })
  .refine((body) => (body.transaction_id === undefined) !== (body.out_trade_no === undefined), {
    error: 'transaction_id or out_trade_no',
    path: ['out_trade_no'],
  });

/** WeChat refuses fields that it does not know, too. @throws PayRefusal `PARAM_ERROR`. */
export function parsed<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refusals.parameter(`/body/${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`);
}
