import type { Finding, Verdict } from './checker';
import { type History, isAcknowledged } from './history';

const SHOWN_FINDINGS = 12;

export const countOf = (findings: readonly Finding[], kind: Finding['kind']): number =>
  findings.filter((finding) => finding.kind === kind).length;

/** How many there are of each, the most frequent first. */
function tallyOf(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}

/** How requests were answered. */
export const answersOf = ({ attempts }: History): string =>
  tallyOf(
    attempts.map(({ answer }) => {
      if (answer.kind === 'refused') return answer.code;
      return answer.kind === 'unknown' ? answer.why : 'done';
    }),
  );

/** What was acknowledged, by kind. */
export function doneIn({ attempts }: History): string {
  const done = attempts.filter(({ answer }) => isAcknowledged(answer));
  return tallyOf([...new Map(done.map(({ key, ask }) => [key, ask.do])).values()]);
}

export function showFindings({ findings }: Verdict, say: (line: string) => void): void {
  for (const { kind, text } of findings.slice(0, SHOWN_FINDINGS)) say(`  ${kind}: ${text}`);
  const more = findings.length - SHOWN_FINDINGS;
  if (more > 0) say(`  and ${more} more`);
}

/** The line that ends a run. */
export function lastLineOf(verdicts: readonly Verdict[]): string {
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  const sum = (field: 'acknowledged' | 'unknown') =>
    verdicts.reduce((total, verdict) => total + verdict[field], 0);
  const [lost, doubled, wrong] = (['lost', 'doubled', 'wrong'] as const).map((kind) =>
    countOf(findings, kind),
  );
  return (
    `acknowledged=${sum('acknowledged')} unknown=${sum('unknown')} ` +
    `lost=${lost} doubled=${doubled} wrong=${wrong}`
  );
}
