export { approvalRoutes } from './approvals.routes';
export { holdRoutes } from './holds.routes';
export { sendPinReceipts } from './pin-receipts';
export { redemptionRoutes } from './redemptions.routes';
