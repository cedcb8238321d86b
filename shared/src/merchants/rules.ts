/** The most principal that a merchant's cards may hold. */
export interface PrincipalCaps {
  /** Where the member's name and identity are on record. */
  identifiedFen: number;
  otherwiseFen: number;
}

/** The most that the rules for single-purpose prepaid cards (单用途商业预付卡) allow. */
export const LEGAL_PRINCIPAL_CAPS: PrincipalCaps = {
  identifiedFen: 500_000,
  otherwiseFen: 100_000,
};

/** What applies to a card: the merchant's own caps, never above the legal ones. */
export function principalCapFen(own: PrincipalCaps | null, identityRecorded: boolean): number {
  const which = identityRecorded ? 'identifiedFen' : 'otherwiseFen';
  return Math.min(LEGAL_PRINCIPAL_CAPS[which], own?.[which] ?? LEGAL_PRINCIPAL_CAPS[which]);
}

/** What members of a store call: a landline or a mobile, as people write it. */
export const STORE_PHONE = /^\+?\d[\d -]{4,18}\d$/;
