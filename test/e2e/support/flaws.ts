import { barriersOn } from './axe';
import { misfitsOn } from './looks';
import { detourToPayCode } from './pay-code';
import type { Phone } from './phone';
import { smallTargetsOn } from './targets';

/** What does not fit on the screen, cannot be hit, keeps people out, or is far from the pay code. */
export const flawsOn = async (phone: Phone): Promise<string[]> => [
  ...(await misfitsOn(phone)),
  ...(await smallTargetsOn(phone)),
  ...(await barriersOn(phone)),
  ...(await detourToPayCode(phone)),
];

/** All fits on each screen, can be hit, and keeps nobody out. */
export async function flawless(...phones: Phone[]): Promise<void> {
  for (const phone of phones) expect(await flawsOn(phone)).toEqual([]);
}
