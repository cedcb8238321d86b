import { endRuns, runFaults } from './run';

afterAll(endRuns);

const CLEAN = /^acknowledged=(\d+) unknown=\d+ lost=0 doubled=0 wrong=0$/;

describe('npm run test:faults', () => {
  it('loses, doubles and garbles nothing while each service is killed (the quick run)', async () => {
    const { code, lines } = await runFaults('--quick');
    const [, acknowledged] = CLEAN.exec(lines.at(-1) ?? '') ?? [];
    // All it printed, seed and findings included, where it is not so.
    if (!acknowledged) throw new Error(lines.join('\n'));
    expect(code).toBe(0);
    expect(Number(acknowledged)).toBeGreaterThanOrEqual(500);
    const faults = lines.find((line) => line.startsWith('  faults:'));
    for (const fault of ['mongodKilled', 'redisKilled', 'bffKilled', 'workerKilled']) {
      expect(faults).toContain(`${fault} 1`);
    }
    expect(faults).toMatch(/repliesLost 1.*|clockOff 1.*/);
    // And two of them at the same time.
    expect(faults).toMatch(/\w+\+\w+ 1/);
  }, 180_000);

  it.each([
    [['--sed', '1'], '--sed'],
    [['--seed', 'x'], '"x"'],
    [['--bug', 'none'], '"none"'],
    [['twice'], 'twice'],
  ])('refuses %j in one sentence', async (args, named) => {
    const { code, lines } = await runFaults(...args);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(named);
  });
});
