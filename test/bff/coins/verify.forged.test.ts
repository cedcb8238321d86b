import fc from 'fast-check';
import type { Entry, LotMove } from '../../../bff/src/modules/coins/ledger/entry';
import { CARD, History, MERCHANT, step } from './ledger-kit';
import { copyOf, firstBreak, forged, story } from './verify-kit';

const entries = story().entries;
const take = (entry: Entry): LotMove => entry.takes[0] as LotMove;
const give = (entry: Entry): LotMove => entry.gives[0] as LotMove;
const sale = (entry: Entry) => entry.sale as NonNullable<Entry['sale']>;
const asked = (entry: Entry) => entry.correction as NonNullable<Entry['correction']>;
const later = (date: Date | null, ms = 1) => new Date((date?.getTime() ?? 0) + ms);
const any = (entry: Entry) => entry as unknown as Record<string, unknown>;

describe('the proof', () => {
  it('has an entry of each type to look at, in this story', async () => {
    expect(entries.map(({ type }) => type)).toEqual([
      ...['recharge', 'grant', 'redeem', 'redeem', 'hold', 'capture', 'hold', 'release'],
      ...['recharge', 'hold', 'release', 'reverse', 'reverse', 'freeze', 'unfreeze', 'grant'],
      ...['expire', 'reverse', 'freeze', 'freeze', 'unfreeze'],
      ...['correct', 'correct', 'correct', 'correct'],
    ]);
    expect(entries[12]?.gives.some(({ graceOf }) => graceOf !== null)).toBe(true);
    expect(await firstBreak(entries)).toBeNull();
  });

  it('accepts whatever the rules decide', async () => {
    const histories = fc.array(step, { minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const history = new History();
        for (const one of steps) history.play(one);
        expect(await firstBreak(history.entries)).toBeNull();
      }),
      { numRuns: 150 },
    );
  });
});

type Forgery = [what: string, seq: number, change: (entry: Entry) => void, problem: RegExp];

const LOT_MOVES: Forgery[] = [
  ['a lot’s id', 3, (e) => (take(e).lotId = 'ent_other'), /lot ent_other|takes.0.lotId/],
  ['a lot’s kind', 3, (e) => (take(e).kind = 'principal'), /takes.0.kind/],
  ['a lot’s origin', 3, (e) => (take(e).originStoreId = 'sto_b2'), /takes.0.originStoreId/],
  ['a lot’s grant group', 3, (e) => (take(e).grantGroup = 'ent_x'), /takes.0.grantGroup/],
  ['a lot’s expiry', 3, (e) => (take(e).expiresAt = null), /takes.0.expiresAt/],
  ['a lot’s age', 3, (e) => (take(e).bornSeq += 1), /takes.0.bornSeq/],
  ['a lot made grace', 3, (e) => (take(e).graceOf = 'ent_x'), /takes.0.graceOf/],
  ['a sum taken', 3, (e) => (take(e).amountFen += 1), /takes.0.amountFen/],
  ['a sum of nothing', 3, (e) => (take(e).amountFen = 0), /takes.0.amountFen: Too small/],
  ['part of a fen', 3, (e) => (take(e).amountFen = 1.5), /takes.0.amountFen: .*int/],
  ['another spend order', 3, (e) => void e.takes.reverse(), /takes.0/],
  ['a lot left out', 4, (e) => void e.takes.pop(), /takes.1/],
  ['a principal lot that ends', 1, (e) => (give(e).expiresAt = later(e.at)), /gives.0.expiresAt/],
  ['bonus that never ends', 2, (e) => (give(e).expiresAt = null), /a lot that expires|at birth/],
  ['bonus that ends at once', 2, (e) => (give(e).expiresAt = e.at), /expired at birth/],
  ['two origins', 1, (e) => (give(e).originStoreId = 'sto_z'), /gives.1.originStoreId/],
  ['a second lot', 2, (e) => e.gives.push({ ...give(e), lotId: 'ent_9b' }), /gives.1/],
  ['a give on a sale', 3, (e) => e.gives.push(take(e)), /gives.0/],
  ['grace of eight days', 13, (e) => (give(e).expiresAt = later(give(e).expiresAt, 8e7)), /expire/],
  ['grace of no lot', 13, (e) => (give(e).graceOf = null), /gives.0|gave back too much/],
];

const FIELDS: Forgery[] = [
  ['the id', 12, (e) => (e._id = 'redemption'), /_id: is no such id/],
  ['the merchant', 3, (e) => (e.merchantId = 'shop'), /merchantId: is no such id/],
  ['the merchant for another', 3, (e) => (e.merchantId = 'mer_b'), /merchantId is "mer_b"/],
  ['the card', 3, (e) => (e.cardId = 'crd_b'), /cardId is "crd_b"/],
  ['the number', 3, (e) => (e.seq = 4), /seq 4 after 2/],
  ['the type', 3, (e) => (e.type = 'grant'), /a grant without a lot/],
  ['a refund of no hold', 3, (e) => (e.type = 'refund'), /a refund of nothing/],
  ['no such type', 3, (e) => (any(e)['type'] = 'gift'), /type: Invalid option/],
  ['a time before the last', 9, (e) => (e.at = later(e.at, -9e7)), /at is .* where the rules/],
  ['a time in words', 9, (e) => (any(e)['at'] = e.at.toISOString()), /at: Invalid input/],
  ['points earned', 3, (e) => (e.pointsDelta += 1), /pointsDelta is 11 where the rules give 10/],
  ['points of a recharge', 1, (e) => (e.pointsDelta = 5), /pointsDelta is 5/],
  ['points captured', 6, (e) => (e.pointsDelta -= 1), /pointsDelta/],
  ['points taken back', 12, (e) => (e.pointsDelta += 1), /pointsDelta/],
  ['what was spent', 3, (e) => (e.spentDelta = 0), /spentDelta is 0/],
  ['a shortfall', 12, (e) => (e.shortfallPoints = 3), /shortfallPoints is 3/],
  ['no sale', 3, (e) => (e.sale = null), /without a sale/],
  ['a sale on a grant', 2, (e) => (e.sale = entries[2]?.sale ?? null), /sale is/],
  ['the list price', 3, (e) => (sale(e).listFen += 100), /the price is 700, not 800/],
  ['the price', 3, (e) => (sale(e).paidFen -= 1), /the price is 699, not 700/],
  ['the discount', 3, (e) => (sale(e).discountBp = 8_800), /the price is 700, not 616/],
  ['the points ratio', 3, (e) => (sale(e).pointsBp = 30_000), /pointsDelta is 10 where/],
  ['the policy', 3, (e) => (sale(e).policy = 'principalFirst'), /takes.0/],
  ['no such policy', 3, (e) => (any(e)['sale'] = { ...sale(e), policy: 'mine' }), /sale.policy/],
  ['a dearer sale', 3, (e) => Object.assign(sale(e), { listFen: 800, paidFen: 800 }), /takes/],
  ['too dear a sale', 3, (e) => Object.assign(sale(e), { listFen: 9e6, paidFen: 9e6 }), /insuffic/],
  ['an end of a sale', 3, (e) => (e.holdExpiresAt = later(e.at)), /holdExpiresAt/],
  ['nothing referred to', 6, (e) => (e.refersTo = null), /a capture of nothing/],
  ['another hold', 11, (e) => (e.refersTo = entries[4]?._id ?? null), /claims release/],
  ['a recharge reversed', 12, (e) => (e.refersTo = entries[0]?._id ?? null), /no sale ent_/],
  ['a later sale reversed', 12, (e) => (e.refersTo = 'ent_none'), /no sale ent_none/],
  ['principal after', 3, (e) => (e.after.principalFen += 1), /after.principalFen/],
  ['bonus after', 3, (e) => (e.after.bonusFen -= 1), /after.bonusFen/],
  ['held after', 5, (e) => (e.after.heldFen = 0), /after.heldFen/],
  ['spendable after', 3, (e) => (e.after.spendableFen += 1), /after.spendableFen/],
  ['points after', 3, (e) => (e.after.points = 0), /after.points/],
  ['a name for a store', 3, (e) => (e.storeId = '总店'), /storeId: holds text/],
  ['a phone for a clerk', 3, (e) => (e.staffId = 'stf_ 13800000001'), /staffId/],
  ['a phone in a claim', 3, (e) => e.claims.push('code:13800000001'), /holds a phone number/],
  ['a note as tender', 1, (e) => (e.tender = 'cash, by 王'), /tender: is no word/],
  ['no tender', 1, (e) => (e.tender = null), /without a tender/],
  ['a tender of a sale', 3, (e) => (e.tender = 'cash'), /tender is "cash"/],
  ['a fingerprint in words', 3, (e) => (e.fingerprint = '张三'), /fingerprint: holds text/],
  ['a field more', 3, (e) => (any(e)['note'] = 'x'), /Unrecognized key: "note"/],
  ['a field more in a lot', 3, (e) => (any(e)['takes'] = [{ ...take(e), x: 1 }]), /Unrecognized/],
  ['a field less', 3, (e) => void delete any(e)['tender'], /tender: Invalid input/],
];

const CLAIMS: Forgery[] = [
  ['no claim', 3, (e) => (e.claims = []), /an entry without a claim/],
  ['a claim twice', 3, (e) => e.claims.push(e.claims[0] ?? ''), /makes a claim twice/],
  ['no request', 3, (e) => (e.claims = [`code:${CARD}:7`]), /without a request/],
  ['another card’s code', 3, (e) => e.claims.push('code:crd_b:7'), /no code of its card/],
  ['no end claimed', 6, (e) => void e.claims.pop(), /a capture that claims nothing, not release:/],
  ['a claim on a release', 3, (e) => e.claims.push('release:ent_1'), /claims release:ent_1, not/],
  ['a claim of its own', 3, (e) => e.claims.push('gift:1'), /claims gift:1, not nothing/],
  ['no expiry claimed', 17, (e) => (e.claims = ['req:x']), /claims nothing, not expire:/],
  [
    'cash for a recharge card',
    9,
    (e) => (e.tender = 'cash'),
    /claims rechargeCard:.*, not nothing/,
  ],
  ['a recharge card for cash', 1, (e) => (e.tender = 'rechargeCard'), /by card without a card/],
  ['two recharge cards', 9, (e) => e.claims.push('rechargeCard:rcd_x'), /by card without a card/],
  ['a recharge card on a sale', 3, (e) => e.claims.push('rechargeCard:rcd_x'), /not nothing/],
  [
    'a reversal’s number',
    13,
    (e) => (e.claims = e.claims.map((c) => c.replace(/:2$/, ':3'))),
    /:3, not reverse:ent_\d+:2$/,
  ],
];

const ACTS: Forgery[] = [
  [
    'a capture of more',
    6,
    (e) => Object.assign(sale(e), { listFen: 3_001, paidFen: 3_001 }),
    /the/,
  ],
  [
    'a capture at half the price',
    6,
    (e) => Object.assign(sale(e), { listFen: 2 * sale(e).paidFen, discountBp: 5_000 }),
    /discountBp is 5000, on its hold 10000/,
  ],
  [
    'a capture at other points',
    6,
    (e) => (sale(e).pointsBp = 20_000),
    /pointsBp is 20000, on its hold 10000/,
  ],
  [
    'a capture under another policy',
    6,
    (e) => (sale(e).policy = 'principalFirst'),
    /policy is principalFirst, on its hold bonusFirst/,
  ],
  ['a release that keeps', 11, (e) => (give(e).amountFen -= 1), /gives.0.amountFen/],
  ['a release that adds', 11, (e) => (give(e).amountFen += 1), /gives.0.amountFen/],
  ['a due release to others', 8, (e) => (give(e).lotId = 'ent_x'), /gives.0.lotId/],
  ['a reversal of more', 12, (e) => (give(e).amountFen += 9_000), /reversalExceeds/],
  ['a reversal of nothing', 12, (e) => (e.gives = []), /a reversal of nothing/],
  ['a reversal to principal', 18, (e) => (give(e).kind = 'bonus'), /gives.0.kind|at birth/],
  ['an expiry of a part', 17, (e) => (take(e).amountFen -= 1), /takes.0.amountFen/],
  [
    'an expiry of a living lot',
    17,
    (e) => {
      take(e).lotId = `${entries[0]?._id}p`;
      e.claims = [`expire:${entries[0]?._id}p`];
    },
    /notExpired/,
  ],
  [
    'a freeze of the frozen',
    15,
    (e) => Object.assign(e, { type: 'freeze', refersTo: null, claims: e.claims.slice(0, 1) }),
    /alreadyFrozen/,
  ],
  ['an end of no freeze', 15, (e) => (e.refersTo = entries[12]?._id ?? ''), /no freeze/],
  ['an end that claims none', 15, (e) => void e.claims.pop(), /claims nothing/],
  ['a member ending staff’s', 21, (e) => (e.staffId = null), /what staff froze/],
  ['a member freezing over', 20, (e) => (e.staffId = null), /not by staff/],
  ['a correction of nothing said', 22, (e) => void delete e.correction, /of what/],
  ['a correction of another kind', 22, (e) => (asked(e).kind = 'points'), /gives|pointsDelta/],
  ['a correction of more', 22, (e) => (asked(e).delta += 1), /amountFen/],
  ['a shortfall made up', 23, (e) => (e.shortfallFen = 1), /shortfall/],
  ['a shortfall forgotten', 24, (e) => (e.shortfallFen = 0), /shortfallFen/],
  ['a shortfall left out', 24, (e) => void delete e.shortfallFen, /shortfallFen/],
  ['a shortfall on a sale', 3, (e) => (e.shortfallFen = 1), /hash is|shortfall/],
  ['points less than asked', 25, (e) => (asked(e).delta += 1), /pointsDelta/],
  ['points short by less', 25, (e) => (e.shortfallPoints -= 1), /shortfallPoints/],
  ['a sale on a frozen card', 15, (e) => Object.assign(e, { ...entries[2], seq: 15 }), /frozen/i],
];

describe('an entry changed, and the chain hashed anew, is caught', () => {
  it.each([...LOT_MOVES, ...FIELDS, ...CLAIMS, ...ACTS])(
    'by %s (entry %i)',
    async (_what, seq, change, problem) => {
      const broken = await firstBreak(forged(entries, seq, change));
      expect(broken).toMatchObject({ problem: expect.stringMatching(problem) });
      const { merchantId, cardId, seq: named } = broken ?? {};
      const stands = forged(entries, seq, change)[seq - 1];
      expect([merchantId, cardId, named]).toEqual([
        stands?.merchantId,
        stands?.cardId,
        stands?.seq,
      ]);
    },
  );

  it('by an entry left out, one put in, or two that changed places', async () => {
    const renumbered = (list: readonly Entry[]) =>
      forged(
        list.map((entry, index) => ({ ...entry, seq: index + 1 })),
        1,
        () => undefined,
      );
    const without = renumbered(entries.toSpliced(2, 1));
    // The second sale is the first to feel that the lots are as if the first one never was.
    expect(await firstBreak(without)).toMatchObject({ merchantId: MERCHANT, seq: 3 });
    const twice = renumbered(entries.toSpliced(3, 0, entries[2] as Entry));
    expect(await firstBreak(twice)).toMatchObject({ seq: 4 });
    const swapped = renumbered(entries.with(2, entries[3] as Entry).with(3, entries[2] as Entry));
    expect(await firstBreak(swapped)).toMatchObject({ seq: 3 });
  });
});

/** Every leaf of an entry that is a sum, points, or a number, wherever it stands. */
function sums(entry: Entry): ((delta: number) => void)[] {
  const found: ((delta: number) => void)[] = [];
  const walk = (node: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(node)) {
      // Ratios and the list price of a hold are what its request said; all else follows from the rules.
      if (/Bp$/.test(key)) continue;
      if (typeof value === 'number') found.push((delta) => (node[key] = value + delta));
      else if (value && typeof value === 'object' && !(value instanceof Date)) {
        walk(value as Record<string, unknown>);
      }
    }
  };
  walk(entry as unknown as Record<string, unknown>);
  return found;
}

describe('no number of any entry can be changed by itself', () => {
  it.each(entries.map(({ seq, type }) => [type, seq] as const))('%s, entry %i', async (_t, seq) => {
    const count = sums(copyOf(entries[seq - 1] as Entry)).length;
    for (let index = 0; index < count; index += 1) {
      for (const delta of [1, -1]) {
        const list = forged(entries, seq, (entry) => sums(entry)[index]?.(delta));
        expect([index, delta, await firstBreak(list)]).toEqual([index, delta, expect.anything()]);
      }
    }
  });
});
