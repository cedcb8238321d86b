import { asApiError } from './errors';
import { newRequestKey } from './random';

/** One act, asked for until it is known to be done. */
export interface KeptKey {
  /** Sends under the act's key; a success, or word that it was done before, makes the next act a new one. */
  send: <T>(request: (idempotencyKey: string) => Promise<T>) => Promise<T>;
}

/**
 * Keeps the request key of an act through lost answers and refusals alike. A refusal is stored nowhere, so the
 * key stays good; and one at the door (signed out, too many calls) does not tell what became of an earlier try.
 */
export function keptKey(): KeptKey {
  let key: string | null = null;
  return {
    async send(request) {
      try {
        const answer = await request((key ??= newRequestKey()));
        key = null;
        return answer;
      } catch (cause) {
        // An earlier try with other content went through.
        if (asApiError(cause).code === 'idempotencyMismatch') key = null;
        throw cause;
      }
    },
  };
}
