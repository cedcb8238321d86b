/** Server keys, 32 bytes each. Set once at boot from the environment. */
export interface Keys {
  /** Seals phones, names and pay secrets. */
  seal: Buffer;
  /** Blind indexes, and hashes of short secrets such as SMS codes. */
  index: Buffer;
  /** Request fingerprints. */
  fingerprint: Buffer;
}

let current: Keys | null = null;

export function setKeys(keys: Keys): void {
  current = keys;
}

export function keys(): Keys {
  if (!current) throw new Error('keys are not set');
  return current;
}
