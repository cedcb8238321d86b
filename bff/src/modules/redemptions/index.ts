export { messageAbsentHolders } from './approval-events';
export { approvalRoutes } from './approvals.routes';
export { holdRoutes } from './holds.routes';
export { duePinReceipts, notePinReceipts } from './pin-receipts';
export { reportRoutes } from './reports.routes';
export { redemptionRoutes } from './redemptions.routes';
