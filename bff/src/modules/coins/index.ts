export { type EntryFeed, type EntrySubscriber, followEntries } from './feed';
export { presentBalanceAfter, presentEntry, presentLot } from './coins.present';
export {
  entriesOf,
  entryById,
  post,
  postOrRefuse,
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
export { expireLots } from './expire-lots';
export { releaseHolds } from './release-holds';
export type { Entry, SpendPolicy } from './ledger/entry';
export { takesFor } from './ledger/spend';
export type { Lot } from './ledger/wallet';
export { type Break, sumOfTotals, type Totals, verifyLedger, type Verified } from './ledger/verify';
