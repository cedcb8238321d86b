import type { SmsPurpose } from '@merchant-coin/shared';

/** What a code is for: what a caller may ask for, and what only one's own card asks for. */
export type CodePurpose = SmsPurpose | 'pin';

const MEANINGS: Record<CodePurpose, string> = {
  signIn: '用于登录商家币。请勿告诉任何人，店员不会向您索取',
  register: '用于在门店登记会员并同意会员协议。确认后请读给店员',
  pin: '用于设置或修改会员卡的支付密码。请勿告诉任何人，店员不会向您索取',
  replace: '用于挂失补卡：补卡后旧手机将退出登录。本人在场办理时请读给店员',
};

/** What the message says: a code that staff ask for must not read like one that nobody may ask for. */
export function wordingOf(purpose: CodePurpose, code: string): string {
  return `【商家币】验证码 ${code}，${MEANINGS[purpose]}，5 分钟内有效。`;
}
