import { sendCode, verifySmsCode } from '@merchant-coin/bff/modules/accounts';
import { api, type SmsPurpose, smsPurpose } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildMember, buildStaff, newPhone, type TestStaff } from '../support/factories';

let app: TestApp;
let manager: TestStaff;
beforeAll(async () => {
  app = await startTestApp();
  manager = await buildStaff({ role: 'manager' });
});
afterAll(() => app.close());

const PURPOSES = smsPurpose.options;
const others = (purpose: SmsPurpose) => PURPOSES.filter((each) => each !== purpose);

async function sent(phone: string, purpose: SmsPurpose): Promise<string> {
  await app.call(api.accounts.requestSmsCode, { phone, purpose });
  return app.smsCodeOf(phone);
}

/** What each purpose's code is for, over HTTP. */
const USES: Record<SmsPurpose, (phone: string, code: string) => Promise<string | null>> = {
  signIn: async (phone, code) => (await app.call(api.accounts.verifySmsCode, { phone, code })).code,
  register: async (phone, smsCode) => {
    const { merchantId } = manager.merchant;
    const input = { merchantId, phone, smsCode };
    return (await app.call(api.cards.registerMember, input, { as: manager })).code;
  },
  replace: async (phone, smsCode) => {
    const { merchantId } = manager.merchant;
    const found = await app.call(api.cards.findMembers, { merchantId, phone }, { as: manager });
    const cardId = found.body.items[0]?.id ?? '';
    const input = { merchantId, cardId, phone, smsCode, reason: '丢失' };
    return (await app.call(api.cards.replaceCard, input, { as: manager })).code;
  },
};

describe('a code by SMS', () => {
  it.each(PURPOSES.flatMap((purpose) => others(purpose).map((other) => [purpose, other] as const)))(
    'for %s never passes for %s, and still passes for its own',
    async (purpose, other) => {
      const { phone } = await buildMember({ merchant: manager.merchant });
      const code = await sent(phone, purpose);
      expect(await USES[other](phone, code)).toBe('smsCodeInvalid');
      expect(await USES[purpose](phone, code)).toBeNull();
    },
  );

  it('does not pass where another purpose’s code waits as well', async () => {
    const phone = newPhone();
    const codes = new Map<SmsPurpose, string>();
    for (const purpose of PURPOSES) codes.set(purpose, await sent(phone, purpose));
    for (const purpose of PURPOSES) {
      for (const other of others(purpose)) {
        const code = codes.get(other) ?? '';
        // Two purposes may draw the same six digits once in a million.
        if (code === codes.get(purpose)) continue;
        await expect(verifySmsCode({ phone, purpose }, code)).rejects.toMatchObject({
          code: 'smsCodeInvalid',
        });
      }
    }
    for (const [purpose, code] of codes) await verifySmsCode({ phone, purpose }, code);
  });

  it('says what it is for, and whom to tell', async () => {
    const phone = newPhone();
    const text = async (purpose: SmsPurpose) => {
      const code = await sent(phone, purpose);
      const words = app.standIn.sentCodes.lastText(phone) ?? '';
      expect(words).toContain(code);
      return words.replace(code, '');
    };
    expect(await text('signIn')).toMatch(/登录.*请勿告诉任何人/);
    expect(await text('register')).toMatch(/登记会员/);
    expect(await text('replace')).toMatch(/挂失补卡/);
  });

  it('is asked for by a purpose that there is', async () => {
    const input = invalid({ phone: newPhone(), purpose: 'everything' });
    const { code } = await app.call(api.accounts.requestSmsCode, input);
    expect(code).toBe('validationFailed');
  });

  it.each([
    [4, null],
    [5, 'smsCodeInvalid'],
    [40, 'smsCodeInvalid'],
  ])('counts %i wrong tries at once, each of them', async (wrongTries, answer) => {
    const phone = newPhone();
    const codeFor = { phone, purpose: 'signIn' as const };
    await sendCode(codeFor);
    const code = app.smsCodeOf(phone);
    const wrong = code === '000000' ? '000001' : '000000';
    const tries = Array.from({ length: wrongTries }, () => verifySmsCode(codeFor, wrong));
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    expect(await USES.signIn(phone, code)).toBe(answer);
  });
});
