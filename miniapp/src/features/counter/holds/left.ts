import type { Hold } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { holdTexts } from '@/i18n/counterHolds';

/** From here on a hold is about to run out, and says so. */
export const SOON_MS = 10 * 60_000;

export const msLeft = ({ expiresAt }: Pick<Hold, 'expiresAt'>, nowMs: number): number =>
  Date.parse(expiresAt) - nowMs;

/** `1 小时 58 分`, `58 分钟`, in the last minute `42 秒`. */
export function useDuration(): (ms: number) => string {
  const t = useTexts(holdTexts);
  return (ms) => {
    if (ms < 60_000) return t.seconds(Math.max(0, Math.ceil(ms / 1_000)));
    const minutes = Math.floor(ms / 60_000);
    return t.duration(Math.floor(minutes / 60), minutes % 60);
  };
}
