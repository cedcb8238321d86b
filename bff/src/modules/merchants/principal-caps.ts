import { LEGAL_PRINCIPAL_CAPS, principalCapFen, type PrincipalCaps } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { type MerchantDocument, MerchantModel } from './merchants.model';
import { forgetMerchant, merchantById } from './merchants.service';

interface CapsInForce {
  caps: PrincipalCaps;
  legal: PrincipalCaps;
}

function inForce(merchant: MerchantDocument | null): CapsInForce {
  if (!merchant) throw new AppError('notFound');
  const own = merchant.principalCaps ?? null;
  const caps = {
    identifiedFen: principalCapFen(own, true),
    otherwiseFen: principalCapFen(own, false),
  };
  return { caps, legal: LEGAL_PRINCIPAL_CAPS };
}

/** @throws AppError `notFound` */
export async function principalCapsOf(merchantId: string): Promise<CapsInForce> {
  return inForce(await merchantById(merchantId));
}

/** Cards that hold more keep it; they take no more. @throws AppError `notFound` */
export async function setPrincipalCaps(
  merchantId: string,
  principalCaps: PrincipalCaps,
): Promise<CapsInForce> {
  const merchant = await MerchantModel.findByIdAndUpdate(
    merchantId,
    { $set: { principalCaps } },
    { returnDocument: 'after' },
  ).lean<MerchantDocument>();
  forgetMerchant(merchantId);
  return inForce(merchant);
}
