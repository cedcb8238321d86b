import { z } from 'zod';

/** A refund as WeChat has it. Money has gone back when it is `done`, and only then. */
export interface Refund {
  refundNumber: string;
  refundId: string;
  orderNumber: string;
  /** `abnormal`: it could not go back the way it came; the merchant acts at WeChat. `closed`: it failed. */
  status: 'processing' | 'done' | 'closed' | 'abnormal';
  amountFen: number;
  totalFen: number;
  doneAt?: Date;
}

const STATUSES = {
  PROCESSING: 'processing',
  SUCCESS: 'done',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
} as const;

const status = z.enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL']);
const fen = z.int().min(0);
const common = {
  out_refund_no: z.string(),
  refund_id: z.string(),
  out_trade_no: z.string(),
  success_time: z.iso.datetime({ offset: true }).optional(),
};

/** What asking for one and its query answer. */
export const refundAnswer = z.object({
  ...common,
  status,
  amount: z.object({ refund: fen, total: fen, currency: z.literal('CNY') }),
});

/** What the callback tells: the status has another name there. */
export const refundNotice = z.object({
  ...common,
  mchid: z.string().optional(),
  sp_mchid: z.string().optional(),
  sub_mchid: z.string().optional(),
  refund_status: status,
  amount: z.object({ refund: fen, total: fen }),
});

type Told = Omit<z.output<typeof refundAnswer>, 'amount'> & {
  amount: { refund: number; total: number };
};

export function readRefund(told: Told): Refund {
  return {
    refundNumber: told.out_refund_no,
    refundId: told.refund_id,
    orderNumber: told.out_trade_no,
    status: STATUSES[told.status],
    amountFen: told.amount.refund,
    totalFen: told.amount.total,
    ...(told.success_time === undefined ? {} : { doneAt: new Date(told.success_time) }),
  };
}
