export { campaignRoutes } from './campaigns.routes';
export { createRechargeBonus, rechargeBonusFor, rechargeOffers } from './campaigns.service';
