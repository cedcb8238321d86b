import { api } from '@merchant-coin/shared';
import type { CallOptions } from './client';
import type { Till } from './till';

/** A PIN that is not easy to guess. */
export const PIN = '728391';

/** A member's PIN and what it pays at a till, over HTTP. */
export class PinsAt {
  constructor(readonly till: Till) {}

  private get own() {
    return { cardId: this.till.member.cardId };
  }

  look(options: CallOptions = {}) {
    return this.till.app.call(api.cards.getMyPin, this.own, { as: this.till.member, ...options });
  }

  askForCode(options: CallOptions = {}) {
    const as = this.till.member;
    return this.till.app.call(api.cards.requestPinCode, this.own, { as, ...options });
  }

  /** The code that the member's phone gets. */
  async code(): Promise<string> {
    await this.askForCode();
    return this.till.app.smsCodeOf(this.till.member.phone);
  }

  set(fields: { pin: string; smsCode: string }, options: CallOptions = {}) {
    const input = { ...this.own, ...fields };
    return this.till.app.call(api.cards.setMyPin, input, { as: this.till.member, ...options });
  }

  /** Sets a PIN as its member does. */
  async have(pin = PIN): Promise<void> {
    const { problem } = await this.set({ pin, smsCode: await this.code() });
    if (problem) throw new Error(`no PIN: ${problem.code}`);
  }

  remove(options: CallOptions = {}) {
    const as = this.till.member;
    return this.till.app.call(api.cards.removeMyPin, this.own, { as, ...options });
  }

  /** Takes 10 yuan by phone and PIN. */
  pay(fields: Parameters<Till['redeem']>[0] = {}, options: CallOptions = {}) {
    const { phone } = this.till.member;
    const input = { phone, pin: PIN, confirmDuplicate: true, ...fields };
    return this.till.redeem(input, options);
  }

  /** What the member's phone was told in words. */
  receipts(): string[] {
    return this.till.app.standIn.sentCodes.textsTo(this.till.member.phone);
  }
}
