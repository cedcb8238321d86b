import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { fen, id, instant } from '../kernel/schema';

const cardId = id('card');
const sixDigits = z.string().regex(/^\d{6}$/);

/** The PIN that pays with a card where no phone can show a code. The digits themselves are told to nobody. */
export const cardPin = z.object({
  /** Null while there is none. */
  setAt: instant.nullable(),
  /** Set while too many wrong ones have locked it. */
  lockedUntil: instant.nullable(),
  /** The most that it pays in a day of the merchant's zone, and how much of that is left today. */
  dayLimitFen: fen,
  leftTodayFen: fen,
});
export type CardPin = z.infer<typeof cardPin>;

export const cardPins = {
  getMyPin: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/pin',
    summary: 'Whether one’s own card has a PIN, and what it may still pay today',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId }),
    output: z.object({ pin: cardPin }),
    errors: ['notFound'],
  }),
  requestPinCode: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/pin/sms',
    summary: 'Send a code to one’s own phone, by which a PIN is set',
    access: 'user',
    status: 204,
    limits: [{ per: 'user', points: 10, seconds: 600 }],
    input: z.object({ cardId }),
    output: z.void(),
    errors: ['notFound'],
  }),
  setMyPin: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/pin',
    summary: 'Set or change the PIN of one’s own card, with the code that was sent to the phone',
    access: 'user',
    status: 200,
    limits: [{ per: 'user', points: 30, seconds: 600 }],
    input: z.object({ cardId, pin: sixDigits, smsCode: sixDigits }),
    output: z.object({ pin: cardPin }),
    errors: ['notFound', 'pinTooWeak', 'smsCodeInvalid'],
  }),
  removeMyPin: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/pin/remove',
    summary: 'Pay by PIN no longer',
    access: 'user',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ cardId }),
    output: z.object({ pin: cardPin }),
    errors: ['notFound'],
  }),
};
