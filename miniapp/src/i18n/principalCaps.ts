import type { PrincipalCaps } from '@merchant-coin/shared/merchants/rules';
import { defineTexts } from '.';

type Which = Record<keyof PrincipalCaps, string>;

const whichZh: Which = { identifiedFen: '登记过身份的会员', otherwiseFen: '其他会员' };
const whichEn: Which = {
  identifiedFen: 'Members with identity on record',
  otherwiseFen: 'All other members',
};

/** The owner's cap on what a card may hold. */
export const principalCapsTexts = defineTexts(
  {
    which: whichZh,
    title: '本金上限',
    intro:
      '一张会员卡里最多能有多少本金。到了上限就不能再充值，用掉以后才能再充。预留的币算在内，赠送的不算。',
    now: '每张卡最多',
    atLegal: '按法规最高，没有另设',
    belowLegal: (legal: string) => `法规最高 ${legal}`,
    law: (identified: string, otherwise: string) =>
      `法规：单用途卡登记身份的每张不超过 ${identified}，没登记的不超过 ${otherwise}。商家只能设得更低。`,
    change: '修改上限',
    changeTitle: '修改本金上限',
    most: (legal: string) => `最高 ${legal}`,
    wrong: (legal: string) => `请填写 0.01 到 ${legal}`,
    aboveIdentified: '不能高于登记过身份的会员',
    next: '下一步',
    same: '和现在一样',
    confirmTitle: '确认修改？',
    before: '现在',
    after: '改为',
    lowered: '已经超过新上限的卡，币照常能用，只是不能再充值。',
    raised: '提高后，会员马上可以充到新上限。',
    confirm: '确认修改',
    backToEdit: '再改改',
    done: '本金上限已修改',
  },
  {
    which: whichEn,
    title: 'Balance caps',
    intro:
      'The most paid-in coins that one card may hold. A card at its cap takes no recharge until some are spent. Coins on hold count, bonus does not.',
    now: 'Most on one card',
    atLegal: 'The legal maximum',
    belowLegal: (legal) => `Legal maximum ${legal}`,
    law: (identified, otherwise) =>
      `By law a prepaid card holds at most ${identified} with identity on record, ${otherwise} without. A merchant may only set less.`,
    change: 'Change caps',
    changeTitle: 'Change caps',
    most: (legal) => `At most ${legal}`,
    wrong: (legal) => `From ¥0.01 to ${legal}`,
    aboveIdentified: 'Not above the cap with identity on record',
    next: 'Continue',
    same: 'Nothing changed',
    confirmTitle: 'Change the caps?',
    before: 'Now',
    after: 'New',
    lowered: 'Cards above the new cap keep their coins and can spend them; they take no recharge.',
    raised: 'Members can recharge up to the new cap at once.',
    confirm: 'Change caps',
    backToEdit: 'Back to editing',
    done: 'Caps changed',
  },
);
