import { wechatConfig } from './config';
import { postJson } from './http';

/** Hands a sign-in code to the SMS gateway. @throws AppError `unavailable` where it does not take it. */
export async function sendSmsCode(phone: string, code: string): Promise<void> {
  const { smsGatewayUrl, smsGatewayKey } = wechatConfig();
  const response = await postJson(
    smsGatewayUrl,
    { phone, code },
    { Authorization: `Bearer ${smsGatewayKey}` },
  );
  await response.body?.cancel();
}
