import type { Job } from '../../jobs/job';
import { releaseClaim } from './ledger/commands';
import { settleOverdue } from './overdue';

/**
 * Releases holds that have run out. The next entry of their card would do it as well; this is for cards that
 * nobody touches, which would show held coins for ever.
 */
export const releaseHolds: Job = {
  name: 'releaseHolds',
  at: '00:10',
  attempts: 5,
  run: (run) =>
    settleOverdue(
      {
        list: 'holds',
        commandOf: (holdId) => ({ type: 'lapse', holdId, claim: releaseClaim(holdId) }),
      },
      run,
    ),
};
