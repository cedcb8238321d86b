import { AppError } from '../../http/app-error';
import { type MerchantDocument, MerchantModel } from './merchants.model';
import { forgetMerchant } from './merchants.service';

/** Sets the sum above which members approve a redemption; null lifts it. @throws AppError `notFound` */
export async function setApprovalLimit(
  merchantId: string,
  approvalLimitFen: number | null,
): Promise<void> {
  const merchant = await MerchantModel.findByIdAndUpdate(merchantId, {
    $set: { approvalLimitFen },
  }).lean<MerchantDocument>();
  if (!merchant) throw new AppError('notFound');
  forgetMerchant(merchantId);
}
