import { createSign, generateKeyPair, randomInt, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

export interface PlatformKey {
  /** `PUB_KEY_ID_…`, what `Wechatpay-Serial` says. */
  id: string;
  publicKey: string;
  privateKey: KeyObject;
}

/**
 * What answers and callbacks are signed with: made anew at every start and kept nowhere. Two at once are
 * how WeChat changes them: each signature may then come from either.
 */
export class PlatformKeys {
  #keys: Promise<PlatformKey[]> | null = null;
  #alternating = false;
  #signed = 0;

  /** Newest first. The first is made when it is first needed. */
  list(): Promise<PlatformKey[]> {
    return (this.#keys ??= newKey().then((key) => [key]));
  }

  /** Adds one, which signs from now on; or, `alternating`, every other time. */
  async add({ alternating }: { alternating: boolean }): Promise<void> {
    const [former, key] = await Promise.all([this.list(), newKey()]);
    this.#alternating = alternating;
    this.#keys = Promise.resolve([key, ...former]);
  }

  /** Takes one out of use, except the last. */
  async remove(id: string): Promise<boolean> {
    const keys = await this.list();
    const left = keys.filter((key) => key.id !== id);
    if (left.length === 0 || left.length === keys.length) return false;
    this.#keys = Promise.resolve(left);
    return true;
  }

  /** The key that a request named, else the one whose turn it is. */
  async signer(asked?: string): Promise<PlatformKey> {
    const keys = await this.list();
    const named = keys.find((key) => key.id === asked);
    if (named) return named;
    this.#signed += 1;
    const turn = this.#alternating ? this.#signed % keys.length : 0;
    return keys[turn] as PlatformKey;
  }
}

async function newKey(): Promise<PlatformKey> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const digits = Array.from({ length: 28 }, () => randomInt(10)).join('');
  return {
    id: `PUB_KEY_ID_${digits}`,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey,
  };
}

export function signWith(privateKey: KeyObject, lines: readonly (string | number)[]): string {
  const message = lines.map((line) => `${line}\n`).join('');
  return createSign('RSA-SHA256').update(message).sign(privateKey, 'base64');
}
