import type Router from '@koa/router';
import { id } from '@merchant-coin/shared';
import type { Context } from 'koa';
import { AppError } from '../../../http/app-error';
import { readRawBody } from '../../../http/body';
import { log } from '../../../http/log';
import { failedBy, OutsideError } from '../../../wechat/errors';
import { openCallback } from '../../../wechat/pay';
import { type PayRefundDocument, PayRefundModel } from '../pay-refunds/pay-refunds.model';
import { takeInRefund } from '../pay-refunds/settle';
import { openPayee } from '../payees/keys';
import { payeeById } from '../payees/payees';
import type { PayeeDocument } from '../payees/payees.model';
import { orderBy } from './find';
import { takeIn } from './take-in';

const payeeIdSchema = id('payee');

/**
 * Where WeChat Pay tells of payments and refunds. What is not rightly signed, too old, of another payee,
 * order or sum is refused with 4xx and logged, and nothing changes; 204 means that it is durable here.
 */
export function notifyRoutes(router: Router): void {
  router.post('/v1/wechat/pay/notify/:payeeId', async (ctx) => {
    ctx.state.route = '/v1/wechat/pay/notify/{payeeId}';
    const payee = await namedPayee(ctx.params['payeeId']);
    try {
      await takeNotice(ctx, payee);
    } catch (error) {
      const refusal = asForged(error);
      log.warn({ err: refusal, payeeId: payee._id }, 'callback of WeChat Pay not taken');
      throw refusal;
    }
    ctx.status = 204;
  });
}

async function namedPayee(payeeId: unknown): Promise<PayeeDocument> {
  const named = payeeIdSchema.safeParse(payeeId);
  const payee = named.success ? await payeeById(named.data) : null;
  if (!payee) throw new AppError('notFound');
  return payee;
}

/** What is rightly signed and yet not of our order is refused as if it were forged. */
const asForged = (error: unknown): unknown =>
  failedBy(error, 'untrusted') ? new OutsideError('forged', undefined, error.detail) : error;

async function takeNotice(ctx: Context, payee: PayeeDocument): Promise<void> {
  const now = ctx.doors.clockOf(ctx);
  const rawBody = await readRawBody(ctx);
  const notice = openCallback(openPayee(payee), ctx.headers, rawBody, now.getTime());
  const { merchantId, _id: payeeId } = payee;
  if (notice.kind === 'paid') {
    const { transaction } = notice;
    const order = await orderBy({ merchantId, payeeId, _id: transaction.orderNumber });
    await takeIn(order, transaction, now);
  }
  if (notice.kind === 'refund') {
    const _id = notice.refund.refundNumber;
    const refund = await PayRefundModel.findOne({
      merchantId,
      payeeId,
      _id,
    }).lean<PayRefundDocument>();
    if (!refund) throw new AppError('notFound');
    await takeInRefund(refund, notice.refund, now);
  }
}
