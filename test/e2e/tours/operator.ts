import { BACK, both, type Stop, stop, TEXT_SIZE } from './stops';

/** The screens of the platform's operator, from their own page. */
export const operatorStops: readonly Stop[] = [
  stop(
    'approvals',
    [both(/^平台审核/, /^Approvals/)],
    both('没有待审核的商家', 'Nobody is waiting'),
  ),
  stop('operator', [BACK], TEXT_SIZE),
];
