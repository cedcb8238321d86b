export { memberRoutes } from './members.routes';
export type { MemberDocument, MembershipDocument } from './members.model';
export {
  acceptContract,
  createMember,
  linkMembership,
  type Member,
  memberByPhone,
  memberByUser,
  memberOf,
  membershipOfCard,
  membershipsOf,
  type NewMember,
} from './members.service';
