import { z } from 'zod';
import { memberCard } from '../cards/schema';
import { balance } from '../coins/schema';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { amountFen, fen, id, instant, phone, text } from '../kernel/schema';

const merchantId = id('merchant');

/**
 * 22 digits, or 28 of a code that pays one sum; spaces between them are ignored. What is no pay code answers
 * `payCodeInvalid`.
 */
export const payCodeInput = z.string().min(1).max(64);

const byCodeOrPhone = (body: { payCode?: string | undefined; phone?: string | undefined }) =>
  (body.payCode === undefined) !== (body.phone === undefined);
const byCodeOrPhoneError = { error: 'name the member by payCode or by phone' };

/** Six digits, of the pay code or of the PIN. */
const sixDigits = z.string().regex(/^\d{6}$/);

interface Proofs {
  phone?: string | undefined;
  code6?: string | undefined;
  pin?: string | undefined;
}

const provenByPhone = ({ phone: named, code6, pin }: Proofs) =>
  [code6, pin].filter((proof) => proof !== undefined).length <= (named === undefined ? 0 : 1);
const provenByPhoneError = { error: 'one of code6 and pin, and with phone' };

export const redemption = z.object({
  id: id('entry'),
  status: z.enum(['waiting', 'done', 'refused', 'expired', 'cancelled']),
  cardId: id('card'),
  storeId: id('store'),
  listFen: fen,
  discountBp: z.int(),
  /** What was taken; 0 until a waiting one is captured. */
  paidFen: fen,
  heldFen: fen,
  reversedFen: fen,
  pointsEarned: z.int(),
  entrySeq: z.int(),
  at: instant,
  /** After this redemption. */
  balance,
});
export type Redemption = z.infer<typeof redemption>;

export const reversal = z.object({
  id: id('entry'),
  redemptionId: id('entry'),
  amountFen: fen,
  pointsTaken: z.int(),
  entrySeq: z.int(),
  at: instant,
});
export type Reversal = z.infer<typeof reversal>;

export const redemptions = {
  previewRedemption: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions/preview',
    summary: 'Price and balance before anything is taken',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.till],
    input: z
      .object({
        merchantId,
        storeId: id('store'),
        payCode: payCodeInput.optional(),
        phone: phone.optional(),
        listFen: amountFen,
      })
      .refine(byCodeOrPhone, byCodeOrPhoneError),
    output: z.object({
      card: memberCard,
      listFen: fen,
      priceFen: fen,
      discountBp: z.int(),
      balance,
      /** How the price would be taken. */
      fromPrincipalFen: fen,
      fromBonusFen: fen,
      needsApproval: z.boolean(),
      /** Even with a code or a PIN it would wait for the member. */
      aboveLimit: z.boolean(),
    }),
    errors: [
      'notFound',
      'forbidden',
      'storeForbidden',
      'payCodeInvalid',
      'payCodeExpired',
      'payCodeUsed',
      'payCodeLocked',
      'payCodeAmountDiffers',
    ],
  }),
  redeem: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions',
    summary: 'Take coins for a purchase',
    access: 'clerk',
    status: 201,
    idempotent: true,
    proofs: ['code6', 'pin'],
    limits: [LIMITS.till],
    input: z
      .object({
        merchantId,
        storeId: id('store'),
        payCode: payCodeInput.optional(),
        /** By itself it pays nothing: the member is asked. */
        phone: phone.optional(),
        /** With the phone: what the member reads out from their pay-code screen. */
        code6: sixDigits.optional(),
        /** With the phone: what the member has set, who cannot show a code. */
        pin: sixDigits.optional(),
        listFen: amountFen,
        note: text(200).optional(),
        /** Passes `possibleDuplicate`. */
        confirmDuplicate: z.boolean().default(false),
      })
      .refine(byCodeOrPhone, byCodeOrPhoneError)
      .refine(provenByPhone, provenByPhoneError),
    output: z.object({ redemption }),
    errors: [
      'notFound',
      'forbidden',
      'storeForbidden',
      'payCodeInvalid',
      'payCodeExpired',
      'payCodeUsed',
      'payCodeLocked',
      'payCodeAmountDiffers',
      'pinInvalid',
      'pinLocked',
      'pinLimitExceeded',
      'approvalUnavailable',
      'possibleDuplicate',
      'insufficientBalance',
      'cardFrozen',
      'idempotencyMismatch',
    ],
  }),
  getRedemption: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/redemptions/{redemptionId}',
    summary: 'One redemption as it stands',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.till],
    input: z.object({ merchantId, redemptionId: id('entry') }),
    output: z.object({ redemption }),
    errors: ['notFound', 'storeForbidden'],
  }),
  reverseRedemption: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions/{redemptionId}/reversals',
    summary: 'Give coins back, whole or in part',
    access: 'clerk',
    status: 201,
    idempotent: true,
    limits: [LIMITS.till],
    input: z.object({
      merchantId,
      redemptionId: id('entry'),
      /** All that is left to reverse when absent. */
      amountFen: amountFen.optional(),
      reason: text(200),
    }),
    output: z.object({ reversal, balance }),
    errors: [
      'notFound',
      'forbidden',
      'storeForbidden',
      'reversalExceeds',
      'idempotencyMismatch',
      'conflict',
    ],
  }),
};
