/** The whole API on one page: every endpoint, by module. */
import { accounts } from './accounts/contract';
import { messages } from './accounts/messages.contract';
import { campaigns } from './campaigns/contract';
import { cardCare } from './cards/care.contract';
import { cards } from './cards/contract';
import { cardPins } from './cards/pin.contract';
import { members } from './members/contract';
import { merchantCaps } from './merchants/caps.contract';
import { merchants } from './merchants/contract';
import { scenes } from './merchants/scenes.contract';
import { recharges } from './recharges/contract';
import { rechargeOrders } from './recharges/orders.contract';
import { payees } from './recharges/payees.contract';
import { rechargeCards } from './recharges/recharge-cards.contract';
import { calendar, reminders } from './reminders/contract';
import { approvals } from './redemptions/approvals';
import { redemptions } from './redemptions/contract';
import { holds } from './redemptions/holds';
import { redemptionReports } from './redemptions/reports';

export const api = {
  accounts: { ...accounts, ...messages },
  merchants: { ...merchants, ...merchantCaps, ...scenes },
  members,
  cards: { ...cards, ...cardCare, ...cardPins },
  campaigns,
  recharges,
  rechargeCards,
  rechargeOrders,
  payees,
  redemptions: { ...redemptions, ...approvals, ...redemptionReports },
  holds,
  calendar,
  reminders,
};

export * from './accounts/messages.contract';
export * from './accounts/schema';
export * from './accounts/rules';
export * from './campaigns/contract';
export * from './campaigns/rules';
export * from './cards/care.contract';
export * from './cards/pin.contract';
export * from './cards/points';
export * from './cards/rules';
export * from './cards/schema';
export * from './coins/schema';
export * from './kernel/endpoint';
export * from './kernel/errors';
export * from './kernel/money';
export * from './kernel/page';
export * from './kernel/schema';
export * from './kernel/time';
export * from './live/schema';
export * from './members/contract';
export * from './merchants/rules';
export * from './merchants/scenes.contract';
export * from './merchants/schema';
export * from './recharges/contract';
export * from './recharges/orders.contract';
export * from './recharges/payees.contract';
export * from './recharges/recharge-cards.contract';
export * from './recharges/rules';
export * from './redemptions/approvals';
export * from './redemptions/contract';
export * from './reminders/rules';
export * from './reminders/schema';
export * from './refunds/contract';
export * from './refunds/rules';
export * from './redemptions/holds';
export * from './redemptions/reports';
export * from './redemptions/rules';
