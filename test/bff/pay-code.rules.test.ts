import {
  amountCodeAt,
  amountOtp,
  fitsAmountCode,
  MAX_AMOUNT_CODE_FEN,
  parsePayCode,
  payCodeAt,
  payCodeOtp,
  spokenCodeAt,
} from '@merchant-coin/shared';
import fc from 'fast-check';

const secret = fc.stringMatching(/^[A-Z2-7]{32}$/);
const serial = fc.integer({ min: 0, max: 9_999_999_999 }).map((n) => String(n).padStart(10, '0'));
const step = fc.integer({ min: 0, max: 2 ** 28 - 1 });
const amountFen = fc.integer({ min: 1, max: MAX_AMOUNT_CODE_FEN });
// Passwords of other factors may meet by chance: once in a million, and so always the same draws.
const RUNS = { numRuns: 300, seed: 20_261_125 };

/** The standard's '12345678901234567890123456789012' in base 32. */
const STANDARD_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA';

const changed = (digits: string, at: number, by: number) =>
  digits.slice(0, at) + ((Number(digits[at]) + by) % 10) + digits.slice(at + 1);

describe('the password of a pay code', () => {
  // RFC 6238, appendix B, SHA-256: eight digits there, the last eight of ours.
  it.each([
    [59, '46119246'],
    [1_111_111_109, '68084774'],
    [20_000_000_000, '77737706'],
  ])('at %i s is that of the standard', (seconds, expected) => {
    expect(payCodeOtp(STANDARD_KEY, Math.floor(seconds / 30)).slice(1)).toBe(expected);
  });

  it('is split from what is shown, and only where no digit is wrong', () => {
    fc.assert(
      fc.property(serial, secret, step, fc.nat(21), fc.integer({ min: 1, max: 9 }), (...drawn) => {
        const [number, key, at, position, by] = drawn;
        const code = payCodeAt(number, key, at);
        expect(code).toMatch(/^62\d{20}$/);
        expect(parsePayCode(code)).toEqual({
          serial: number,
          otp: payCodeOtp(key, at),
          amountFen: null,
        });
        expect(parsePayCode(changed(code, position, by))).toBeNull();
      }),
      RUNS,
    );
  });
});

describe('the six digits to read out', () => {
  it('are not among the digits of the pay code, nor those of another step', () => {
    fc.assert(
      fc.property(serial, secret, step, (number, key, at) => {
        const spoken = spokenCodeAt(key, at);
        expect(spoken).toMatch(/^\d{6}$/);
        expect(payCodeAt(number, key, at)).not.toContain(spoken);
        expect(spokenCodeAt(key, at + 1)).not.toBe(spoken);
      }),
      RUNS,
    );
  });
});

describe('an amount code', () => {
  it('says what it pays, and is none where a digit is wrong', () => {
    fc.assert(
      fc.property(
        fc.record({ serial, secret }),
        step,
        amountFen,
        fc.nat(27),
        fc.integer({ min: 1, max: 9 }),
        (key, at, sum, position, by) => {
          const code = amountCodeAt(key, at, sum);
          expect(code).toMatch(/^63\d{26}$/);
          const otp = amountOtp(key.secret, at, sum);
          expect(parsePayCode(code)).toEqual({ serial: key.serial, otp, amountFen: sum });
          expect(parsePayCode(` ${code.slice(0, 9)} ${code.slice(9)}`)?.amountFen).toBe(sum);
          expect(parsePayCode(changed(code, position, by))).toBeNull();
        },
      ),
      RUNS,
    );
  });

  it('has a password that holds for no other sum, no other step, and no pay code', () => {
    fc.assert(
      fc.property(secret, step, amountFen, amountFen, (key, at, sum, other) => {
        fc.pre(sum !== other);
        const otp = amountOtp(key, at, sum);
        expect(amountOtp(key, at, other)).not.toBe(otp);
        expect(amountOtp(key, at + 1, sum)).not.toBe(otp);
        expect(payCodeOtp(key, at)).not.toContain(otp);
      }),
      RUNS,
    );
  });

  it.each([0, -1, 0.5, MAX_AMOUNT_CODE_FEN + 1, Number.NaN])('cannot pay %p fen', (sum) => {
    expect(fitsAmountCode(sum)).toBe(false);
    const key = { serial: '0000000001', secret: 'A'.repeat(32) };
    expect(() => amountCodeAt(key, 1, sum)).toThrow(RangeError);
  });

  it('of no sum is no code', () => {
    const allButCheck = '63' + '0000000001' + '0000000' + '12345678';
    // One of the ten check digits fits.
    const codes = Array.from({ length: 10 }, (_, check) => allButCheck + String(check));
    expect(codes.map(parsePayCode)).toEqual(Array(10).fill(null));
  });
});
