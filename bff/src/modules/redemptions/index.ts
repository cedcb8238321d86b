export { redemptionRoutes } from './redemptions.routes';
