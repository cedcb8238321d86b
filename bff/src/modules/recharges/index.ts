export { rechargeRoutes } from './recharges.routes';
