import { load, save } from './storage';

const KEY = 'clockOffset';

/** Server's clock minus this device's, in ms; kept so that codes are right offline and after a reload. */
let offsetMs = load<number>(KEY) ?? 0;

/** Takes the server's time out of an answer; the half way between asking and hearing is when it was told. */
export function setServerTime(serverTime: string, askedAtMs: number, heardAtMs: number): void {
  const told = Date.parse(serverTime);
  if (Number.isNaN(told)) return;
  offsetMs = Math.round(told - (askedAtMs + heardAtMs) / 2);
  save(KEY, offsetMs);
}

/** Now by the server's clock. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}
