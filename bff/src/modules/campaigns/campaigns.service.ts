import { type RechargeOffer, rechargeStepFor } from '@merchant-coin/shared';
import { newId } from '../../db/ids';
import { trusted } from '../../db/mongo';
import { type CampaignDocument, CampaignModel } from './campaigns.model';

/** The recharge bonus in force: of several that overlap, the one that started last. */
async function inForce(merchantId: string, now: Date): Promise<CampaignDocument | null> {
  return CampaignModel.findOne({
    merchantId,
    kind: 'rechargeBonus',
    startsAt: trusted({ $lte: now }),
    $or: [{ endsAt: null }, { endsAt: trusted({ $gt: now }) }],
  })
    .sort({ startsAt: -1 })
    .lean<CampaignDocument>();
}

/** The steps in force, smallest first. */
export async function rechargeOffers(merchantId: string, now: Date): Promise<RechargeOffer[]> {
  const campaign = await inForce(merchantId, now);
  if (!campaign) return [];
  const { _id: campaignId, bonusValidDays } = campaign;
  return campaign.steps
    .map(({ payFen, bonusFen }) => ({ campaignId, payFen, bonusFen, bonusValidDays }))
    .sort((a, b) => a.payFen - b.payFen);
}

/** What a recharge of this sum gets on top; null where it reaches no step. */
export async function rechargeBonusFor(
  merchantId: string,
  amountFen: number,
  now: Date,
): Promise<RechargeOffer | null> {
  return rechargeStepFor(await rechargeOffers(merchantId, now), amountFen);
}

export type NewRechargeBonus = Pick<
  CampaignDocument,
  'merchantId' | 'name' | 'steps' | 'bonusValidDays' | 'startsAt' | 'endsAt'
>;

/** Starts a recharge bonus; answers its id. */
export async function createRechargeBonus(bonus: NewRechargeBonus): Promise<string> {
  const _id = newId('campaign');
  await CampaignModel.create({ _id, kind: 'rechargeBonus', ...bonus });
  return _id;
}
