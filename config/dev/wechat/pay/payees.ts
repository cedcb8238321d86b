import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A merchant that can be paid, as it registered itself: `POST /control/payees`. */
export const registration = z.strictObject({
  mchid: z.string().regex(/^\d{8,32}$/),
  appid: z.string().min(1),
  /** Of the merchant's API certificate. */
  serialNumber: z.string().regex(/^[0-9A-Za-z]+$/),
  /** PEM, of the key that the merchant signs with. */
  publicKey: z.string().startsWith('-----BEGIN PUBLIC KEY-----'),
  apiV3Key: z.string().length(32),
  /** A service provider's merchants. */
  subMchids: z.array(z.string()).default([]),
});

export interface Payee extends Omit<z.output<typeof registration>, 'publicKey'> {
  publicKey: KeyObject;
}

export class Payees {
  readonly #byMchid = new Map<string, Payee>();

  /** Registering again replaces the keys. */
  register({ publicKey, ...rest }: z.output<typeof registration>): void {
    this.#byMchid.set(rest.mchid, { ...rest, publicKey: createPublicKey(publicKey) });
  }

  find(mchid: string): Payee | undefined {
    return this.#byMchid.get(mchid);
  }

  list(): Payee[] {
    return [...this.#byMchid.values()];
  }
}
