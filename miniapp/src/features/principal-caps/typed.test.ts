import { LEGAL_PRINCIPAL_CAPS } from '@merchant-coin/shared/merchants/rules';
import { changedIn, readCaps, typedFrom } from './typed';

const read = (identifiedFen: string, otherwiseFen: string) =>
  readCaps({ identifiedFen, otherwiseFen }, LEGAL_PRINCIPAL_CAPS);

describe('readCaps', () => {
  it('reads back what it wrote, to the fen', () => {
    for (const caps of [LEGAL_PRINCIPAL_CAPS, { identifiedFen: 1_001, otherwiseFen: 1 }]) {
      expect(readCaps(typedFrom(caps), LEGAL_PRINCIPAL_CAPS)).toEqual({ caps, wrong: {} });
    }
  });

  it('says of each field what is wrong', () => {
    expect(read('5000.01', '1000.01').wrong).toEqual({
      identifiedFen: 'range',
      otherwiseFen: 'range',
    });
    expect(read('', '0').wrong).toEqual({ identifiedFen: 'range', otherwiseFen: 'range' });
    expect(read('400', '500')).toEqual({ caps: null, wrong: { otherwiseFen: 'aboveIdentified' } });
    expect(read('500', '500').caps).toEqual({ identifiedFen: 50_000, otherwiseFen: 50_000 });
  });
});

test('changedIn names what differs', () => {
  const lower = { ...LEGAL_PRINCIPAL_CAPS, otherwiseFen: 1 };
  expect(changedIn(LEGAL_PRINCIPAL_CAPS, lower)).toEqual(['otherwiseFen']);
  expect(changedIn(lower, lower)).toEqual([]);
});
