export { type EntryFeed, type EntrySubscriber, followEntries } from './feed';
export { presentBalanceAfter, presentEntry, presentLot } from './coins.present';
export {
  entriesOf,
  entryById,
  post,
  postOrRefuse,
  postWithin,
  reversalsOf,
  reversible,
  startCoins,
  stopCoins,
  usedClaims,
  walletOf,
  walletsOf,
  writeRemark,
  type WalletView,
} from './coins.service';
export {
  type Claims,
  expireClaim,
  payCodeClaim,
  releaseClaim,
  requestClaim,
  reversalClaim,
} from './ledger/commands';
export type { Entry, SpendPolicy } from './ledger/entry';
export { takesFor } from './ledger/spend';
export type { Lot } from './ledger/wallet';
export { type Break, verifyLedger, type Verified } from './ledger/verify';
