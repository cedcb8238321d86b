export { campaignRoutes } from './campaigns.routes';
export { createRechargeBonus, rechargeBonusFor } from './campaigns.service';
