import type { Job } from '../../jobs/job';
import { expireClaim } from './ledger/commands';
import { settleOverdue } from './overdue';

/**
 * Writes off what is left of bonus lots whose time has passed. They could not be spent any more as it is;
 * from now on the entries say so. Coins of such a lot that are held stay held.
 */
export const expireLots: Job = {
  name: 'expireLots',
  at: '00:10',
  attempts: 5,
  run: (run) =>
    settleOverdue(
      {
        list: 'lots',
        commandOf: (lotId) => ({ type: 'expire', lotId, claim: expireClaim(lotId) }),
      },
      run,
    ),
};
