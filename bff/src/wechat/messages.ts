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

/** What WeChat takes in a field, by the first word of its name; longer texts are refused whole. */
const MOST_CHARACTERS: Record<string, number> = {
  thing: 20,
  name: 20,
  phrase: 5,
  amount: 24,
  number: 32,
  character_string: 32,
};

/** A text as it fits a template's field. */
export function fitted(field: string, text: string): string {
  const most = MOST_CHARACTERS[field.replace(/\d+$/, '')];
  const characters = [...text];
  if (most === undefined || characters.length <= most) return text;
  return `${characters.slice(0, most - 1).join('')}…`;
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
