import { WECHAT_ERRORS } from './answers';
import type { Fault, Faults } from './faults';
import type { CallbackFault } from './pay/notices';
import type { PayDesk } from './pay/desk';
import type { AccessTokens } from './token.routes';

type Doing = { fault: Omit<Fault, 'times'> } | { callback: Omit<CallbackFault, 'times'> };

const pay = (code: string, message: string, status: number) => ({
  status,
  body: { code, message },
});

/** Everything that can be told to go wrong by name, for a number of calls. */
const SWITCHES = {
  slow: { fault: { path: '*', delayMs: 8_000 } },
  down: { fault: { path: '*', drop: 'before' } },
  answerLost: { fault: { path: '*', drop: 'after' } },
  serverError: { fault: { path: '*', status: 502, body: 'Bad Gateway' } },
  expiredCode: { fault: { path: '/sns/jscode2session', body: WECHAT_ERRORS.invalidCode } },
  expiredPhoneCode: {
    fault: { path: '/wxa/business/getuserphonenumber', body: WECHAT_ERRORS.invalidCode },
  },
  tokenRefused: { fault: { path: '!token', body: WECHAT_ERRORS.invalidCredential } },
  messageQuota: {
    fault: { path: '/cgi-bin/message/subscribe/send', body: WECHAT_ERRORS.quota },
  },
  codeQuota: { fault: { path: '/wxa/getwxacodeunlimit', body: WECHAT_ERRORS.quota } },
  pageUnpublished: { fault: { path: '/wxa/getwxacodeunlimit', body: WECHAT_ERRORS.pageInvalid } },
  payBusy: { fault: { path: '/v3/*', ...pay('FREQUENCY_LIMITED', '频率限制', 429) } },
  paySystemError: { fault: { path: '/v3/*', ...pay('SYSTEM_ERROR', '系统错误', 500) } },
  notEnough: {
    fault: {
      path: '/v3/refund/domestic/refunds',
      ...pay('NOT_ENOUGH', '基本账户余额不足，请充值后重新发起', 403),
    },
  },
  answerSignatureWrong: { fault: { path: '/v3/*', signature: 'wrong' } },
  answerUnsigned: { fault: { path: '/v3/*', signature: 'none' } },
  answerSerialUnknown: { fault: { path: '/v3/*', signature: 'serial' } },
  answerOld: { fault: { path: '/v3/*', signature: 'old' } },
  answerAltered: { fault: { path: '/v3/*', signature: 'body' } },
  callbackSignatureWrong: { callback: { wrong: 'signature' } },
  callbackSerialUnknown: { callback: { wrong: 'serial' } },
  callbackBodyAltered: { callback: { wrong: 'body' } },
  callbackKeyWrong: { callback: { wrong: 'key' } },
  callbackOld: { callback: { ageSeconds: 600 } },
  callbackAmountOther: { callback: { amountFen: 1 } },
  callbackTwice: { callback: { repeat: 1 } },
  callbackLate: { callback: { delayMs: 30_000 } },
  callbackLost: { callback: { lost: true } },
} as const satisfies Record<string, Doing>;

export type SwitchName = keyof typeof SWITCHES | 'tokenTaken';

/** `tokenTaken`: somebody else asked for a new access token, ours is none any longer. */
export const SWITCH_NAMES = [...Object.keys(SWITCHES), 'tokenTaken'] as SwitchName[];

export interface Site {
  faults: Faults;
  tokens: AccessTokens;
  desk: PayDesk;
}

export function turnOn({ faults, tokens, desk }: Site, name: SwitchName, times: number): void {
  if (name === 'tokenTaken') {
    tokens.get(true);
    return;
  }
  const doing: Doing = SWITCHES[name];
  if ('fault' in doing) faults.add({ ...doing.fault, times });
  else desk.callbacks.addFault({ ...doing.callback, times });
}

export function turnAllOff({ faults, desk }: Site): void {
  faults.clear();
  desk.callbacks.clearFaults();
}
