import { wechatConfig } from './config';
import { postJson } from './http';

async function send(message: { phone: string; code: string } | { phone: string; text: string }) {
  const { smsGatewayUrl, smsGatewayKey } = wechatConfig();
  const headers = { Authorization: `Bearer ${smsGatewayKey}` };
  const response = await postJson(smsGatewayUrl, message, headers);
  await response.body?.cancel();
}

/** Hands a sign-in code to the SMS gateway. @throws AppError `unavailable` where it does not take it. */
export async function sendSmsCode(phone: string, code: string): Promise<void> {
  await send({ phone, code });
}

/** Hands a message to the SMS gateway. @throws AppError `unavailable` where it does not take it. */
export async function sendSmsText(phone: string, text: string): Promise<void> {
  await send({ phone, text });
}
