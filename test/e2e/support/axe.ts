import type { AxeResults, NodeResult, RunOptions } from 'axe-core';
import axe from 'axe-core';
import type { Phone } from './phone';

/** The rules of WCAG 2.1, levels A and AA. */
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  resultTypes: ['violations'],
};
/** What is held against a screen; the lesser findings are matters of taste. */
const HELD = ['serious', 'critical'];

/** Runs in the page. */
const findings = (options: RunOptions): Promise<AxeResults> =>
  (globalThis as unknown as { axe: typeof axe }).axe.run(document, options);

const placeOf = ({ html, failureSummary = '' }: NodeResult): string => {
  const [, why = ''] = failureSummary.split('\n');
  return `${html.slice(0, 160)}: ${why.trim()}`;
};

/** Runs in the page: the page of the app that is on the screen. */
const pageNow = (): string => location.hash.replace(/^#\/|\?.*$/g, '');

/** What axe finds on the screen that keeps people from using it; empty where it finds nothing. */
export async function barriersOn(phone: Phone): Promise<string[]> {
  const { page } = phone;
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  await phone.comesToRest();
  phone.examined.add(await page.evaluate(pageNow));
  const { violations } = await page.evaluate(findings, RULES);
  return violations
    .filter(({ impact }) => HELD.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${placeOf(node)}`));
}
