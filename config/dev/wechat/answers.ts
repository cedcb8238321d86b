/** WeChat answers errors with status 200 and these fields. */
export interface WeChatError {
  errcode: number;
  errmsg: string;
}

/** The errors that the stand-in gives, as WeChat's documentation numbers them. */
export const WECHAT_ERRORS = {
  invalidCredential: {
    errcode: 40001,
    errmsg: 'invalid credential, access_token is invalid or not latest',
  },
  invalidGrantType: { errcode: 40002, errmsg: 'invalid grant_type' },
  invalidAppId: { errcode: 40013, errmsg: 'invalid appid' },
  invalidCode: { errcode: 40029, errmsg: 'invalid code' },
  invalidSecret: { errcode: 40125, errmsg: 'invalid appsecret' },
  argsInvalid: { errcode: 40097, errmsg: 'invalid args' },
  pageInvalid: { errcode: 41030, errmsg: 'invalid page' },
  noConsent: { errcode: 43101, errmsg: 'user refuse to accept the msg' },
  quota: { errcode: 45009, errmsg: 'reach max api daily quota limit' },
  argumentInvalid: { errcode: 47003, errmsg: 'argument invalid' },
  codeUsed: { errcode: 40163, errmsg: 'code been used' },
} as const satisfies Record<string, WeChatError>;

/** The mini-program that the stand-in knows. */
export interface App {
  appid: string;
  secret: string;
}

export function checkApp(app: App, given: { appid: unknown; secret: unknown }): WeChatError | null {
  if (given.appid !== app.appid) return WECHAT_ERRORS.invalidAppId;
  if (given.secret !== app.secret) return WECHAT_ERRORS.invalidSecret;
  return null;
}

/** A field of a JSON body that nobody has checked yet. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
