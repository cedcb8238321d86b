export { setApprovalLimit } from './approval-limit';
export { countMerchants, eachMerchant } from './each-merchant';
export type { MerchantDocument, StoreDocument } from './merchants.model';
export { presentFace } from './merchants.present';
export { merchantRoutes } from './merchants.routes';
export {
  addStore,
  approveMerchant,
  headOfficeOf,
  merchantById,
  merchantByName,
  merchantExists,
  merchantsByIds,
  type NewMerchant,
  openMerchant,
  searchDirectory,
  spendRulesOf,
  storeById,
  storeNamesOf,
  storeServedBy,
  storesOf,
  zoneOf,
} from './merchants.service';
export { principalCapsOf } from './principal-caps';
export { appCodeFor, sceneAt } from './scenes';
export { inviteStaff } from './staff';
