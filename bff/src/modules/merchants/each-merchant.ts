import { trusted } from '../../db/mongo';
import { type MerchantDocument, MerchantModel } from './merchants.model';

const PAGE = 200;

/** Every merchant with its zone, a page at a time: what is done with one may take minutes. */
export async function* eachMerchant(): AsyncGenerator<{ merchantId: string; zone: string }> {
  let after = '';
  for (;;) {
    const page = await MerchantModel.find({ _id: trusted({ $gt: after }) }, { zone: 1 })
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<Pick<MerchantDocument, '_id' | 'zone'>[]>();
    for (const { _id: merchantId, zone } of page) yield { merchantId, zone };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last._id;
  }
}

/** How many merchants there are. */
export const countMerchants = (): Promise<number> => MerchantModel.estimatedDocumentCount();
