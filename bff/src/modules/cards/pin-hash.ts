import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { blindIndex } from '../../db/seal';

/** About 50 ms and 16 MB a try. */
const COST = { N: 2 ** 14, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

export interface PinHash {
  salt: string;
  hash: string;
}

/**
 * Six digits fall to whoever can try a million times, whatever the hash costs; so a server key goes in as
 * well, which is not in the database.
 */
function hashWith(salt: Buffer, { cardId, pin }: { cardId: string; pin: string }): Promise<Buffer> {
  const peppered = blindIndex(`${cardId}:${pin}`, 'card.pin');
  return new Promise((resolve, reject) =>
    scrypt(peppered, salt, HASH_BYTES, COST, (error, hash) =>
      error ? reject(error) : resolve(hash),
    ),
  );
}

export async function hashPin(cardId: string, pin: string): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await hashWith(salt, { cardId, pin });
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url') };
}

export async function isRightPin(kept: PinHash, cardId: string, pin: string): Promise<boolean> {
  const hash = await hashWith(Buffer.from(kept.salt, 'base64url'), { cardId, pin });
  return timingSafeEqual(hash, Buffer.from(kept.hash, 'base64url'));
}
