export { catchUp, publishEntry, tellHolders, updateTiers } from './card-events';
export { cardTypesOf, createCardType, createTier, tiersOf } from './card-types';
export type { CardDocument } from './cards.model';
export { presentMemberCard } from './cards.present';
export { cardRoutes } from './cards.routes';
export {
  benefitAt,
  cardById,
  cardByPhone,
  cardBySerial,
  cardOfMerchant,
  cardOfUser,
  cardsByIds,
  ownCard,
  setApprovalLimitOf,
  setTier,
} from './cards.service';
export { cardCareRoutes } from './care.routes';
export { unknownCards } from './existence';
export { exchangeTableOf, setExchangeTable } from './exchange-table';
export { issueCard, joinMerchant } from './issue';
export {
  assertStepOpen,
  countingWrongCodes,
  type ReadCode,
  readPayCode,
  readSpokenCode,
  rememberPreview,
  stepOf,
} from './pay-code';
export { assertPin, pinDayOf } from './pin';
export { payCodeFor, showOn } from './pay-device';
export { originStoreOf } from './origin-store';
export { loadableCapOf, principalCapOf } from './principal-cap';
export { registerMember } from './register';
