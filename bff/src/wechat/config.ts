/** Where WeChat and the SMS gateway are and how we identify ourselves. Set once at boot. */
export interface WechatConfig {
  apiBase: string;
  payApiBase: string;
  appid: string;
  secret: string;
  smsGatewayUrl: string;
  smsGatewayKey: string;
  /** How long a call may take. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

let current: WechatConfig | null = null;

export function configureWechat(config: WechatConfig): void {
  current = config;
}

export function wechatConfig(): WechatConfig {
  if (!current) throw new Error('WeChat is not configured');
  return current;
}

export const timeoutMs = (): number => wechatConfig().timeoutMs ?? TIMEOUT_MS;
