export { markLoadedCards } from './recharge-cards/loaded';
export { rechargeRoutes } from './recharges.routes';
export { refundRoutes } from './refunds/refunds.routes';
