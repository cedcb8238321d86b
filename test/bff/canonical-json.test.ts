import { canonicalJson } from '@merchant-coin/bff/db/canonical-json';
import reference from 'canonicalize';
import fc from 'fast-check';

const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());

describe('canonical JSON', () => {
  it('is what the reference implementation of RFC 8785 makes of any value', () => {
    fc.assert(
      fc.property(record, (value) => {
        expect(canonicalJson(value)).toBe(reference(value));
      }),
    );
  });

  it('orders fields by UTF-16 code units, however many there are', () => {
    const keys = Array.from({ length: 300 }, (_, n) => String.fromCharCode(0x24 + n * 211));
    const shuffled = Object.fromEntries(keys.toReversed().map((key, n) => [key, n]));
    expect(canonicalJson(shuffled)).toBe(reference(shuffled));
  });

  it('writes instants as ISO 8601 and leaves out what is undefined', () => {
    const at = new Date('2026-11-25T07:00:00.000Z');
    expect(canonicalJson({ b: undefined, at })).toBe('{"at":"2026-11-25T07:00:00.000Z"}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n])('has no form for %p', (value) => {
    expect(() => canonicalJson({ amountFen: [value] })).toThrow(/safely be stringified/);
  });
});
