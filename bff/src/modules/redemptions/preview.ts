import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import {
  assertStepOpen,
  type CardDocument,
  cardByPhone,
  countingWrongCodes,
  type ReadCode,
  readPayCode,
  rememberPreview,
  stepOf,
} from '../cards';
import { payCodeClaim, takesFor, usedClaims, walletOf, type WalletView } from '../coins';
import { storeServedBy } from '../merchants';
import { assertNotOwnCard } from './redemptions.policy';
import { saleTermsByCode, saleTermsOf, type SaleTerms } from './terms';

export interface PreviewRequest {
  actor: StaffActor;
  storeId: string;
  payCode?: string | undefined;
  phone?: string | undefined;
  listFen: number;
  now: Date;
}

export interface Preview {
  card: CardDocument;
  wallet: WalletView;
  priceFen: number;
  discountBp: number;
  fromPrincipalFen: number;
  fromBonusFen: number;
  needsApproval: boolean;
  /** Whatever proves the member. */
  aboveLimit: boolean;
}

/**
 * What a redemption would take; takes nothing. A code that was previewed stays good for this clerk for three
 * minutes.
 */
export async function previewRedemption(request: PreviewRequest): Promise<Preview> {
  const { actor, now } = request;
  await storeServedBy(actor, request.storeId);
  const { card, ...terms } = await pricedFor(request);
  const { sale, policy, needsApproval: aboveLimit } = terms;
  const wallet = await walletOf({ merchantId: card.merchantId, cardId: card._id }, now);
  const { paidFen, discountBp } = sale;
  const takes = takesFor(wallet.lots, Math.min(paidFen, wallet.balance.spendableFen), policy, now);
  const fromKind = (kind: 'principal' | 'bonus') =>
    takes.reduce((sum, take) => sum + (take.kind === kind ? take.amountFen : 0), 0);
  return {
    card,
    wallet,
    priceFen: paidFen,
    discountBp,
    fromPrincipalFen: fromKind('principal'),
    fromBonusFen: fromKind('bonus'),
    // A phone number alone never pays.
    needsApproval: aboveLimit || request.payCode === undefined,
    aboveLimit,
  };
}

async function pricedFor(request: PreviewRequest): Promise<SaleTerms & { card: CardDocument }> {
  const { actor, payCode, phone = '', listFen, now } = request;
  if (payCode === undefined) {
    const card = await cardByPhone(actor.merchantId, phone);
    if (!card) throw new AppError('notFound');
    assertNotOwnCard(actor, card);
    return { card, ...(await saleTermsOf(card, listFen, now)) };
  }
  const code = await openCode(actor, payCode, now);
  return { card: code.card, ...(await saleTermsByCode(code, listFen, now)) };
}

/** A code that may be used now, and by this clerk for a while longer. */
async function openCode(actor: StaffActor, payCode: string, now: Date): Promise<ReadCode> {
  const { merchantId, staffId } = actor;
  const code = await readPayCode(merchantId, payCode);
  const { card } = code;
  assertNotOwnCard(actor, card);
  const step = stepOf(code, now);
  if (step !== null) {
    const claim = payCodeClaim(card._id, step);
    if ((await usedClaims(merchantId, [claim])).has(claim)) throw new AppError('payCodeUsed');
  }
  await countingWrongCodes(code, now, () => assertStepOpen(code, step, staffId, now));
  if (step !== null) await rememberPreview(card, step, staffId);
  return code;
}
