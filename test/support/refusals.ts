import type { Endpoint, Request } from '@merchant-coin/shared';
import type { TestApp } from './app';
import type { CallOptions } from './client';

/** Calls and answers `[status, code]`: how a refusal is compared. */
export async function refusalOf<E extends Endpoint>(
  app: TestApp,
  endpoint: E,
  input: Request<E>,
  options: CallOptions = {},
): Promise<[number, string | null]> {
  const { status, code } = await app.call(endpoint, input, options);
  return [status, code];
}

export const UNAUTHENTICATED = [401, 'unauthenticated'];
export const FORBIDDEN = [403, 'forbidden'];
export const NOT_FOUND = [404, 'notFound'];
export const INVALID = [400, 'validationFailed'];
export const CONFLICT = [409, 'conflict'];
export const STORE_FORBIDDEN = [403, 'storeForbidden'];

/** Well-formed ids of nothing. */
export const NOTHING = {
  merchantId: 'mer_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  storeId: 'sto_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  staffId: 'stf_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  cardId: 'crd_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  cardTypeId: 'cty_01ARZ3NDEKTSV4RRFFQ69G5FAV',
} as const;
