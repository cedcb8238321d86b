/** `13812345678` → `138****5678`, the only form in which a phone number leaves the BFF. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** `王小明` → `王**`: enough for a clerk to greet a member by, not enough to look them up. */
export function maskName(name: string): string {
  const [first = ''] = Array.from(name);
  return `${first}**`;
}

const ROLE_RANK = { clerk: 1, manager: 2, owner: 3 } as const;

/** Whether a role includes what another may do. */
export function roleIncludes(
  role: keyof typeof ROLE_RANK,
  needed: keyof typeof ROLE_RANK,
): boolean {
  return ROLE_RANK[role] >= ROLE_RANK[needed];
}

/** The version in force of the user agreement and the privacy policy. A new text is a new version. */
export const CONSENT_VERSION = 1;

/** Whether a text is a mainland mobile number, as the API accepts it. */
export function isPhone(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}
