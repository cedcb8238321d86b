import type { MessageKind } from '@merchant-coin/shared';
import type { Payee } from './pay/payee';

/** Signs for merchants that are under it at WeChat Pay. */
export type ServiceProvider = Omit<Extract<Payee, { mode: 'direct' }>, 'mode'>;

/** A template of the mini-program's, and under which of its fields each of our facts goes. */
export interface MessageTemplate {
  templateId: string;
  /** `{ store: 'thing1', amount: 'amount2' }`. A fact that is not named here is left out. */
  fields: Record<string, string>;
}

/** Where WeChat and the SMS gateway are and how we identify ourselves. Set once at boot. */
export interface WechatConfig {
  apiBase: string;
  payApiBase: string;
  /** Where WeChat Pay reaches us: https, an origin. */
  publicUrl: string;
  /** Null where every merchant speaks for itself. */
  partner: ServiceProvider | null;
  appid: string;
  secret: string;
  smsGatewayUrl: string;
  smsGatewayKey: string;
  /** Subscribe messages by kind; a kind without a template is never sent. */
  messageTemplates: Partial<Record<MessageKind, MessageTemplate>>;
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
