import type { Browser, BrowserContext, CDPSession } from 'playwright-core';
import { TRACED, type TraceEvent, vitalsOf, type Vitals } from './trace';

/** A phone of the lower middle in a bad spot: the network is what Chrome's own tools call slow 4G. */
export const SLOW = { cpu: 4, latencyMs: 400, downloadKbps: 1_600, uploadKbps: 750 } as const;

/** How long a page is watched after what it was opened for is there. */
const AFTERMATH_MS = 3_000;
const MOST_MS = 60_000;
const SHOWN = 'bench: shown';

/** Runs in the page before anything of its own: marks in the trace when the selector is on the screen. */
function markShown([selector, mark]: [string, string]): void {
  const look = () => {
    const shown = document.querySelector(selector)?.getBoundingClientRect();
    if (shown && shown.height > 0) performance.mark(mark);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function slowDown(devtools: CDPSession, offline: boolean): Promise<void> {
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline,
    latency: SLOW.latencyMs,
    downloadThroughput: (SLOW.downloadKbps * 1_000) / 8,
    uploadThroughput: (SLOW.uploadKbps * 1_000) / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
}

/** Runs in the page: presses what is named so, and tells after how long the selector is on the screen. */
async function pressed([name, selector]: [string, string]): Promise<number> {
  const buttons = [...document.querySelectorAll<HTMLElement>('[role=button], button')];
  const isIt = (button: HTMLElement) => button.innerText.trim() === name;
  const button = buttons.find((each) => each.checkVisibility() && isIt(each));
  if (!button) throw new Error(`there is no ${name}`);
  const startMs = performance.now();
  button.click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    const shown = document.querySelector(selector)?.getBoundingClientRect();
    if (shown && shown.height > 0) return performance.now() - startMs;
  }
}

/** From a tap to what it is for, in ms, on a phone that is not slowed down. */
export async function measureTap(
  context: BrowserContext,
  { url, ready, tap, shows }: { url: string; ready: string; tap: string; shows: string },
): Promise<number> {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(ready).waitFor();
  await page.waitForTimeout(AFTERMATH_MS);
  const ms = await page.evaluate(pressed, [tap, shows] as [string, string]);
  await page.close();
  return ms;
}

/** Opens an address in a new page on a slow phone, as from a cold start, and waits for the selector. */
export async function measure(
  browser: Browser,
  context: BrowserContext,
  { url, shows, offline = false }: { url: string; shows: string; offline?: boolean },
): Promise<Vitals> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await slowDown(devtools, offline);
  // The page's own conditions do not hold for its service worker.
  await context.setOffline(offline);
  await page.addInitScript(markShown, [shows, SHOWN] as [string, string]);
  await browser.startTracing(page, { categories: [...TRACED] });
  await page.goto(url, { waitUntil: 'commit' });
  const isMarked = (mark: string) => performance.getEntriesByName(mark).length > 0;
  await page.waitForFunction(isMarked, SHOWN, { timeout: MOST_MS });
  await page.waitForTimeout(AFTERMATH_MS);
  const trace = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  await page.close();
  await context.setOffline(false);
  return vitalsOf(trace.traceEvents, SHOWN);
}
