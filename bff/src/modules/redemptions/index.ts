export { messageAbsentHolders } from './approval-events';
export { approvalRoutes } from './approvals.routes';
export { holdRoutes } from './holds.routes';
export { sendPinReceipts } from './pin-receipts';
export { reportRoutes } from './reports.routes';
export { redemptionRoutes } from './redemptions.routes';
