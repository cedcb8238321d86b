export { type EntryFeed, type EntrySubscriber, followEntries } from './feed';
export { type Freeze, freezeOf } from './freezes';
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
  type Command,
  expireClaim,
  freezeEndClaim,
  payCodeClaim,
  releaseClaim,
  requestClaim,
  reversalClaim,
} from './ledger/commands';
export type { Correction, Entry, SpendPolicy } from './ledger/entry';
export { takesFor } from './ledger/spend';
export type { Lot } from './ledger/wallet';
export { type Break, sumOfTotals, type Totals, verifyLedger, type Verified } from './ledger/verify';
