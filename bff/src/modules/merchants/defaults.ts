/** Grounds for the cards of merchants that have not chosen one; white text reads well on each. */
const COLOURS = ['#1f4d3a', '#5b3a29', '#3b4a7a', '#94405f', '#1e5a7d', '#6d4c1f', '#2d3136'];

/** The look of a merchant that brings none: its first character on one of a few grounds. */
export function faceFor(name: string, merchantId: string): { colour: string; mark: string } {
  const [mark = '店'] = Array.from(name.trim());
  const sum = Array.from(merchantId).reduce((total, char) => total + char.charCodeAt(0), 0);
  return { colour: COLOURS[sum % COLOURS.length] ?? '#2d3136', mark };
}

/** The first version of what a member accepts by joining; how refunds work stands in it. */
export function contractTextOf(name: string, legalName: string): string {
  return [
    `${legalName}（以下称“商家”）以“${name}”为名发行单用途商业预付卡，与会员约定如下。`,
    '一、1 个商家币等于人民币 1 元，仅可在本商家及其公示的门店使用，不可兑换现金，不可转作他用。',
    '二、充值所得本金永不过期；赠送的商家币与会员权益有有效期，到期日以卡片页面所示为准。权益到期后本金仍可使用。',
    '三、充值后 7 日内未消费的，可全额退回；已消费的，退回本金减去已消费金额。7 日后因会员自身原因退款的，已消费部分按折前原价计算；因商家原因退款的，已消费部分按实付与到账的比例计算。未使用的赠送部分随退款失效。',
    '四、退款原路退回；超过支付渠道期限的，退至会员本人银行账户。',
    '五、会员可随时查看余额、明细与到期日，可导出本人数据，也可注销会员身份。',
  ].join('\n');
}
