import { z } from 'zod';
import { readAnswer } from './answers';
import { postAsApp } from './client';

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** By the template's field names: `{ thing1: '…', amount2: '¥36.00' }`. */
  values: Record<string, string>;
  /** Where a tap leads, with its query: `pages/card/index?id=…`. */
  page?: string;
}

/**
 * Sends a subscribe message. It uses up one consent, and is never sent twice by itself.
 *
 * @throws OutsideError: `noConsent` (43101: count the person's consents of this template as none),
 * `personUnknown`, `templateUnknown`, `pageUnknown`, `invalid` (never again like that), `quota`
 * (tomorrow), and the passing ones.
 */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<void> {
  const { openid, templateId, values, page } = message;
  const data = Object.entries(values).map(([name, value]) => [name, { value }] as const);
  await postAsApp(
    '/cgi-bin/message/subscribe/send',
    {
      touser: openid,
      template_id: templateId,
      ...(page === undefined ? {} : { page }),
      data: Object.fromEntries(data),
      lang: 'zh_CN',
    },
    (response) => readAnswer(response, z.object({ errcode: z.literal(0) })),
  );
}
