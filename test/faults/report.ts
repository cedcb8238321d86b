import type { Finding, Verdict } from './checker';
import type { History } from './history';

const SHOWN_FINDINGS = 12;

export const countOf = (findings: readonly Finding[], kind: Finding['kind']): number =>
  findings.filter((finding) => finding.kind === kind).length;

/** How requests were answered, the most frequent first. */
export function answersOf({ attempts }: History): string {
  const counts = new Map<string, number>();
  for (const { answer } of attempts) {
    const name = answer.kind === 'refused' ? answer.code : 'why' in answer ? answer.why : 'done';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
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
