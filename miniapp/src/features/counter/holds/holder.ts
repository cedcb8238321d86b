import type { Hold } from '@merchant-coin/shared';

/** What a clerk calls the member by: the masked name, else the masked number. */
export const holderOf = ({ member }: Pick<Hold, 'member'>): string => member.name ?? member.phone;
