import fc from 'fast-check';
import {
  cleanRechargeCardCode,
  formatRechargeCardCode,
  readRechargeCard,
  readRechargeCardCode,
  readRechargeCardNumber,
  rechargeCardCodeFrom,
  rechargeCardNumberOf,
} from '@merchant-coin/shared';

const bytes = fc.uint8Array({ minLength: 15, maxLength: 32 });
const code = bytes.map(rechargeCardCodeFrom);
const serial = fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String);
const number = fc.tuple(serial, fc.integer({ min: 1, max: 500 })).map(([batch, n]) => ({
  batch,
  text: rechargeCardNumberOf(batch, n),
}));

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const replaced = (text: string, at: number, character: string) =>
  text.slice(0, at) + character + text.slice(at + 1);

describe('a recharge card’s code', () => {
  it('is 16 characters of which no two look alike', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
        expect(readRechargeCardCode(text)).toBe(text);
      }),
    );
  });

  it('uses five bits of each of fifteen bytes, and needs them all', () => {
    expect(rechargeCardCodeFrom(new Uint8Array(15))).toBe('0000000000000000');
    const texts = new Set(
      Array.from({ length: 15 }, (_, at) =>
        rechargeCardCodeFrom(Array.from({ length: 15 }, (_byte, index) => (index === at ? 31 : 0))),
      ),
    );
    expect(texts.size).toBe(15);
    expect(() => rechargeCardCodeFrom(new Uint8Array(14))).toThrow(RangeError);
  });

  it('is read however it is written', () => {
    fc.assert(
      fc.property(code, (text) => {
        const shown = formatRechargeCardCode(text);
        expect(shown).toMatch(/^(\w{4}-){3}\w{4}$/);
        const written = [
          shown,
          shown.toLowerCase(),
          ` ${shown.replace(/-/g, ' ')} `,
          shown.replace(/-/g, '–'),
          text.replace(/0/g, 'o').replace(/1/g, 'l').replace(/V/g, 'u'),
          text.replace(/0/g, 'O').replace(/1/g, 'I').replace(/V/g, 'U'),
        ];
        for (const one of written) expect([one, readRechargeCardCode(one)]).toEqual([one, text]);
      }),
    );
  });

  it('with one wrong character is none', () => {
    fc.assert(
      fc.property(code, fc.nat(15), fc.constantFrom(...ALPHABET), (text, at, character) => {
        fc.pre(text[at] !== character);
        expect(readRechargeCardCode(replaced(text, at, character))).toBeNull();
      }),
    );
  });

  it.each(['', '0', '000000000000000', '00000000000000000', '0000-0000-0000-000!', '充值卡'])(
    'is not %p',
    (text) => expect(readRechargeCardCode(text)).toBeNull(),
  );

  it('is cleaned and grouped while it is typed', () => {
    expect(cleanRechargeCardCode('o1-il u')).toBe('0111V');
    expect(formatRechargeCardCode('0111V')).toBe('0111-V');
    expect(formatRechargeCardCode('0111')).toBe('0111');
    expect(cleanRechargeCardCode('A'.repeat(40))).toHaveLength(16);
  });
});

describe('a recharge card’s number', () => {
  it('is twelve digits that begin with its batch, and no code', () => {
    fc.assert(
      fc.property(number, ({ batch, text }) => {
        expect(text).toMatch(/^\d{12}$/);
        expect(text.startsWith(batch)).toBe(true);
        expect(readRechargeCardNumber(` ${text.slice(0, 4)} ${text.slice(4)}`)).toBe(text);
        expect(readRechargeCard(text)).toEqual({ number: text });
      }),
    );
  });

  it('with one wrong digit is none', () => {
    fc.assert(
      fc.property(number, fc.nat(11), fc.constantFrom(...'0123456789'), ({ text }, at, digit) => {
        fc.pre(text[at] !== digit);
        expect(readRechargeCardNumber(replaced(text, at, digit))).toBeNull();
      }),
    );
  });

  it('is told from a code and from anything else', () => {
    fc.assert(fc.property(code, (text) => expect(readRechargeCard(text)).toEqual({ code: text })));
    expect(readRechargeCard('13800000001')).toBeNull();
  });
});
