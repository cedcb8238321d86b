import { z } from 'zod';
import { balance } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { amountFen, fen, id, instant } from '../kernel/schema';
import { merchantFace } from '../merchants/schema';
import { redemption } from './contract';

const merchantId = id('merchant');
const cardId = id('card');
const redemptionId = id('entry');

/** A redemption that waits for its member; its coins are held until then. */
export const approval = z.object({
  redemptionId,
  cardId,
  merchant: merchantFace,
  storeName: z.string(),
  /** Masked; null for staff without a name. */
  clerkName: z.string().nullable(),
  listFen: fen,
  discountBp: z.int(),
  /** What approving pays. */
  priceFen: fen,
  at: instant,
  /** Without an answer by then the coins are free again. */
  expiresAt: instant,
});
export type Approval = z.infer<typeof approval>;

/** A sum in fen above which a member approves each redemption; null for none. */
const limitFen = amountFen.nullable();

const answerErrors = ['notFound', 'conflict', 'idempotencyMismatch'] as const;

export const approvals = {
  listApprovals: endpoint({
    method: 'GET',
    path: '/v1/me/approvals',
    summary: 'Redemptions that wait for one’s word, newest first',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({}),
    output: z.object({ items: z.array(approval) }),
    errors: [],
  }),
  approveRedemption: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approvals/{redemptionId}/approve',
    summary: 'Pay a redemption that waits',
    access: 'user',
    status: 200,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({ cardId, redemptionId }),
    output: z.object({ redemption, balance }),
    errors: [...answerErrors, 'cardFrozen'],
  }),
  refuseRedemption: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approvals/{redemptionId}/refuse',
    summary: 'Do not pay a redemption that waits; its coins are free again',
    access: 'user',
    status: 200,
    idempotent: true,
    limits: [LIMITS.write],
    input: z.object({ cardId, redemptionId }),
    output: z.object({ redemption, balance }),
    errors: answerErrors,
  }),
  cancelRedemption: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions/{redemptionId}/cancel',
    summary: 'Give up a redemption that waits for its member',
    access: 'clerk',
    status: 200,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({ merchantId, redemptionId }),
    output: z.object({ redemption }),
    errors: [...answerErrors, 'forbidden', 'storeForbidden'],
  }),
  getApprovalLimit: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/approval-limit',
    summary: 'Above which sum members approve a redemption on their phone',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId }),
    output: z.object({ limitFen }),
    errors: ['notFound'],
  }),
  setApprovalLimit: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/approval-limit',
    summary: 'Set, or lift, the sum above which members approve a redemption',
    access: 'owner',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ merchantId, limitFen }),
    output: z.object({ limitFen }),
    errors: ['notFound'],
  }),
  setMyApprovalLimit: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approval-limit',
    summary:
      'Set, or lift, the sum above which redemptions with one’s own card wait for one’s word',
    access: 'user',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ cardId, limitFen }),
    output: z.object({ limitFen }),
    errors: ['notFound'],
  }),
};
