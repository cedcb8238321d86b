import { wechatConfig } from './config';
import { postJson } from './http';

export interface Sms {
  phone: string;
  /** Of messages that carry one. */
  code?: string;
  /** Which of the gateway's templates it is, where the gateway has its texts approved beforehand. */
  purpose: string;
  text: string;
}

/** Hands a message to the SMS gateway. @throws AppError `unavailable` where it does not take it. */
export async function sendSms(message: Sms): Promise<void> {
  const { smsGatewayUrl, smsGatewayKey } = wechatConfig();
  const response = await postJson(smsGatewayUrl, message, {
    Authorization: `Bearer ${smsGatewayKey}`,
  });
  await response.body?.cancel();
}
