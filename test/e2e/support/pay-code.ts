import type { Phone } from './phone';

/** Runs in the page: what is said where somebody who is signed in has no tap to the pay code. */
function withoutPayCode(): string[] {
  const isSeen = (selector: string) =>
    [...document.querySelectorAll(selector)].some((each) => each.getClientRects().length > 0);
  const isMember = localStorage.getItem('mc.session') !== null;
  // The code itself, and a customer who is being served.
  const needsNone = isSeen('.pay-code') || isSeen('.counter--flow');
  if (!isMember || needsNone || isSeen('.nav-bar__pay, .tab-bar .icon--pay')) return [];
  return [`no pay code in one tap: ${location.hash}`];
}

/** The pay code is one tap from anywhere; empty where it is. */
export const detourToPayCode = (phone: Phone): Promise<string[]> =>
  phone.page.evaluate(withoutPayCode);
