export { messageAbsentHolders } from './approval-events';
export { approvalRoutes } from './approvals.routes';
export { holdRoutes } from './holds.routes';
export { redemptionRoutes } from './redemptions.routes';
