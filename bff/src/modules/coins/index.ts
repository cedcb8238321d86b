export { type EntryFeed, type EntrySubscriber, followEntries } from './feed';
export { presentBalanceAfter, presentCardHold, presentEntry, presentLot } from './coins.present';
export { type Freeze, freezeOf } from './freezes';
export {
  claimHolders,
  entriesByIds,
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
  holdById,
  holdHasEnded,
  holdsByIds,
  type HoldRecord,
  openHoldsAt,
  remarksOf,
  takingOf,
} from './holds';
export {
  type Claims,
  type Command,
  expireClaim,
  freezeEndClaim,
  payClaim,
  payCodeClaim,
  rechargeCardClaim,
  refundClaim,
  releaseClaim,
  requestClaim,
  reversalClaim,
} from './ledger/commands';
export type { Correction, Entry, LotMove, RefundTerms, Sale, SpendPolicy } from './ledger/entry';
export { expireLots } from './expire-lots';
export { releaseHolds } from './release-holds';
export { takesFor } from './ledger/spend';
export { rechargesOf, rechargeStories, type RechargeStory } from './recharge-story';
export type { Posted } from './ledger/posting';
export { type Lot, pinPaidFen } from './ledger/wallet';
export { type Break, sumOfTotals, type Totals, verifyLedger, type Verified } from './ledger/verify';
