import type { Phone } from '../support/phone';
import { MEMBER } from './member';
import { BACK, both, CLOSE, ME, type Stop, stop, TEXT_SIZE } from './stops';

async function findByPhone(phone: Phone): Promise<void> {
  await phone.tap(both('手机号', 'Phone'));
  await phone.fill(both('会员手机号', 'Member’s phone'), MEMBER);
}

/** A clerk's screens, from the counter or the clerk's own page. */
export const clerkStops: readonly Stop[] = [
  stop(
    'till',
    [both('收银', 'Counter'), '1', '9', both('点', 'Point'), '8'],
    both('扫码收款 ¥19.80', 'Scan to take ¥19.80'),
  ),
  stop('digits', [both('输入码', 'Type code')], both('输入付款码', 'Type the pay code')),
  // The browser of these tests has none.
  stop(
    'camera',
    [CLOSE, both('扫码收款 ¥19.80', 'Scan to take ¥19.80')],
    both('没有找到相机', 'No camera found'),
  ),
  {
    name: 'price-digits',
    go: async (phone) => {
      await phone.tap(CLOSE);
      await findByPhone(phone);
      await phone.sees(both('会员报的六位数', 'Six digits that the member reads out'));
    },
  },
  stop('price-pin', [both('输密码', 'PIN')], both(/^请会员自己输入/, /^The member enters it/)),
  stop(
    'price-ask',
    [both('手机确认', 'Their phone')],
    both(/^会员会在自己的手机上/, /^The member sees this payment/),
  ),
  {
    name: 'found',
    go: async (phone) => {
      await phone.tap(BACK);
      await phone.tap(both('清空', 'Clear'));
      await findByPhone(phone);
      await phone.sees(both('输入金额', 'Enter the amount'));
    },
  },
  stop('recharges', [both(/^充值记录/, /^Recharges/)], both(/已用完/, /Used up/)),
  stop(
    'recharge',
    [BACK, both('充值', 'Recharge'), both(/^充 500/, /^Pay 500/)],
    both(/收 ¥500.00/, /^Take ¥500.00/),
  ),
  stop('register', [BACK, both('登记', 'Register')], both('卡类型', 'Card type')),
  stop('store', [BACK, both('切换', 'Switch')], both('在哪家门店', 'Which store')),
  stop('today', [CLOSE, both('关怀', 'Today')], both(/^今天过生日/, /^Members with a birthday/)),
  stop('work', [BACK, ME], TEXT_SIZE),
];
