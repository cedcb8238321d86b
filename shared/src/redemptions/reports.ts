import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { fen, id, instant, text } from '../kernel/schema';

const redemptionId = id('entry');

/** A payment that its member did not want, as whoever answers for the store sees it. */
export const redemptionReport = z.object({
  redemptionId,
  storeName: z.string(),
  /** Masked; null for staff without a name. */
  clerkName: z.string().nullable(),
  /** Name and phone masked. */
  member: z.object({
    name: z.string().nullable(),
    phone: z.string(),
    cardNumber: z.string(),
  }),
  /** What was asked for; nothing was taken. */
  amountFen: fen,
  reason: z.string().nullable(),
  /** When the clerk asked, and when the member reported it. */
  askedAt: instant,
  reportedAt: instant,
});
export type RedemptionReport = z.infer<typeof redemptionReport>;

export const redemptionReports = {
  reportRedemption: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approvals/{redemptionId}/report',
    summary: 'Report a payment that one was asked for and did not approve; the first report stands',
    access: 'user',
    status: 201,
    limits: [LIMITS.write],
    input: z.object({ cardId: id('card'), redemptionId, reason: text(200).optional() }),
    output: z.object({ reportedAt: instant }),
    errors: ['notFound', 'conflict'],
  }),
  listReports: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/redemption-reports',
    summary: 'Payments that members reported, at the stores one manages, newest first',
    access: 'manager',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId: id('merchant'), ...pageQuery }),
    output: pageOf(redemptionReport),
    errors: ['notFound'],
  }),
};
