import { type ErrorCode, ERRORS } from '@merchant-coin/shared';

/**
 * The one error that the API answers with. Status and title come from shared `ERRORS`; `details` are facts
 * for the screen and never personal data. `retryAfterSeconds` among them becomes `Retry-After`.
 */
export class AppError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly details?: Record<string, unknown>,
    options?: ErrorOptions,
  ) {
    super(ERRORS[code].title, options);
    this.name = 'AppError';
    this.status = ERRORS[code].status;
  }
}
