export type { StaffDocument } from './accounts.model';
export { worksAt } from './accounts.policy';
export { accountRoutes } from './accounts.routes';
export { deliverMessage, sendToMember } from './messages';
export { endSessionsBut, endSessionsOf, isSession, sessionOf, startSession } from './sessions';
export { sendCode, verifySmsCode } from './sms-codes';
export {
  appointStaff,
  endStaff,
  postAt,
  staffAt,
  staffById,
  staffNamesOf,
  staffOfMerchant,
} from './staff';
export { startStaffCache, stopStaffCache } from './staff-cache';
export { setStoreLister } from './store-lister';
export {
  confirmPhone,
  findOrCreateUserByPhone,
  isOperator,
  makeOperator,
  nameUser,
  nameUserIfUnnamed,
  phoneOf,
  usersById,
  type UserView,
} from './users';
