/**
 * Every error that leaves the API, by its stable code. The HTTP status and the English title come from
 * here; screens translate by code, never by text. No zod: the mini-program imports this file.
 */
export const ERRORS = {
  validationFailed: { status: 400, title: 'The request is not valid' },
  idempotencyKeyMissing: { status: 400, title: 'This call needs an Idempotency-Key header' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'You may not do this' },
  storeForbidden: { status: 403, title: 'You do not work at this store' },
  notFound: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Someone else changed this first' },
  possibleDuplicate: { status: 409, title: 'The same sum was taken moments ago' },
  insufficientBalance: { status: 409, title: 'Not enough coins' },
  insufficientPoints: { status: 409, title: 'Not enough points' },
  cardFrozen: { status: 409, title: 'The card is frozen' },
  payCodeUsed: { status: 409, title: 'This pay code has been used' },
  payDeviceElsewhere: { status: 409, title: 'Another device shows this card’s pay code' },
  payCodeInvalid: { status: 422, title: 'This pay code is not valid' },
  payCodeExpired: { status: 422, title: 'This pay code has expired' },
  payCodeLocked: { status: 429, title: 'Too many wrong pay codes for this card' },
  payCodeAmountDiffers: { status: 422, title: 'This code pays another sum' },
  pinInvalid: { status: 422, title: 'The PIN is wrong, or none has been set' },
  pinTooWeak: { status: 422, title: 'This PIN is easy to guess' },
  pinLocked: { status: 429, title: 'Too many wrong PINs for this card' },
  pinLimitExceeded: { status: 409, title: 'More than a PIN may pay in a day' },
  principalCapExceeded: { status: 422, title: 'The card may not hold that much principal' },
  rechargeUnavailable: { status: 422, title: 'This merchant cannot take recharges now' },
  rechargeCardInvalid: { status: 422, title: 'This recharge card cannot be loaded' },
  refundUnavailable: { status: 422, title: 'This recharge cannot be refunded like that' },
  phoneUnconfirmed: { status: 422, title: 'The member has not confirmed the phone number' },
  reversalExceeds: { status: 422, title: 'More than what is left to reverse' },
  idempotencyMismatch: { status: 422, title: 'The Idempotency-Key was used with other content' },
  approvalUnavailable: { status: 422, title: 'Approval on the member’s phone is not available' },
  smsCodeInvalid: { status: 422, title: 'The code is wrong or has expired' },
  wechatCodeInvalid: { status: 422, title: 'WeChat did not accept the code' },
  rateLimited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not available at the moment; ask again with the same key' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** RFC 9457 problem details, as every failed call answers. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  requestId: string;
  /** Facts a screen may show, by code: `{ availableFen }`, `{ minutesAgo }`, `{ issues }` … */
  details?: Record<string, unknown>;
}
