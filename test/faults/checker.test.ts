import { endRuns, type Ran, runFaults } from './run';

/** What the checker must find each deliberate bug by. */
const FOUND_BY = [
  ['seqNotUnique', 'doubled'],
  ['claimsNotUnique', 'doubled'],
  ['answerBeforeAcknowledgement', 'lost'],
  ['chainGoesOn', 'wrong'],
  ['staleRefusal', 'wrong'],
  ['refundPaidTwice', 'wrong'],
  ['rechargeCardLoadedTwice', 'wrong'],
  ['localState', 'lost'],
] as const;

let ran: Ran;
beforeAll(async () => {
  ran = await runFaults('--check-the-checker');
}, 420_000);
afterAll(endRuns);

describe('the checker of npm run test:faults', () => {
  it('finds nothing on the same schedules without a bug', () => {
    const clean = ran.lines.filter((line) => line.startsWith('without a bug:'));
    expect(clean).toHaveLength(2);
    for (const line of clean) expect(line).toContain(' lost=0 doubled=0 wrong=0');
    expect({ code: ran.code, lines: ran.lines }).toMatchObject({ code: 0 });
  });

  it.each(FOUND_BY)('finds the bug %s: something is %s', (bug, kind) => {
    const line = ran.lines.find((each) => each.startsWith(`${bug}:`)) ?? ran.lines.join('\n');
    expect(line).toMatch(new RegExp(`^${bug}: .*${kind}=[1-9]`));
  });
});
