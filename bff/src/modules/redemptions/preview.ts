import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import {
  assertStepOpen,
  type CardDocument,
  cardByPhone,
  countingWrongCodes,
  readPayCode,
  rememberPreview,
  stepOf,
} from '../cards';
import { payCodeClaim, takesFor, usedClaims, walletOf, type WalletView } from '../coins';
import { storeServedBy } from '../merchants';
import { assertNotOwnCard } from './redemptions.policy';
import { saleTermsOf } from './terms';

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
}

/**
 * What a redemption would take; takes nothing. A code that was previewed stays good for this clerk for three
 * minutes.
 */
export async function previewRedemption(request: PreviewRequest): Promise<Preview> {
  const { actor, listFen, now } = request;
  await storeServedBy(actor, request.storeId);
  const card = await cardOf(request);
  const [{ sale, policy, needsApproval }, wallet] = await Promise.all([
    saleTermsOf(card, listFen, now),
    walletOf({ merchantId: card.merchantId, cardId: card._id }, now),
  ]);
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
    needsApproval: needsApproval || request.payCode === undefined,
  };
}

async function cardOf({ actor, payCode, phone, now }: PreviewRequest) {
  const { merchantId, staffId } = actor;
  if (payCode === undefined) {
    const card = await cardByPhone(merchantId, phone ?? '');
    if (!card) throw new AppError('notFound');
    assertNotOwnCard(actor, card);
    return card;
  }
  const code = await readPayCode(merchantId, payCode);
  assertNotOwnCard(actor, code.card);
  const step = stepOf(code, now);
  if (step !== null) {
    const claim = payCodeClaim(code.card._id, step);
    if ((await usedClaims(merchantId, [claim])).has(claim)) throw new AppError('payCodeUsed');
  }
  await countingWrongCodes(code.card, now, () => assertStepOpen(code.card, step, staffId, now));
  if (step !== null) await rememberPreview(code.card, step, staffId);
  return code.card;
}
