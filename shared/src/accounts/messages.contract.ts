import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';

/** What a member may be told of by a WeChat subscribe message; `reminder`: all that the inbox has. */
export const messageKind = z.enum(['approvalAsked', 'reminder']);
export type MessageKind = z.infer<typeof messageKind>;

/** `wx.requestSubscribeMessage` asks for so many at once. */
const MOST_AT_ONCE = 3;

const messageConsent = z.object({
  kind: messageKind,
  /** What `wx.requestSubscribeMessage` asks by. */
  templateId: z.string(),
  /** Messages that may still be sent: one for each time the person allowed one. */
  left: z.int(),
});
export type MessageConsent = z.infer<typeof messageConsent>;

const consents = z.object({ items: z.array(messageConsent) });

export const messages = {
  listMessageConsents: endpoint({
    method: 'GET',
    path: '/v1/me/message-consents',
    summary: 'Kinds of messages that can be sent here, and how many of each the user still allows',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({}),
    output: consents,
    errors: [],
  }),
  recordMessageConsents: endpoint({
    method: 'POST',
    path: '/v1/me/message-consents',
    summary: 'What the user answered to one tap: each yes allows one message more',
    access: 'user',
    status: 200,
    limits: [{ per: 'user', points: 60, seconds: 3_600 }],
    input: z.object({
      results: z
        .array(z.object({ kind: messageKind, accepted: z.boolean() }))
        .min(1)
        .max(MOST_AT_ONCE)
        .refine((results) => new Set(results.map(({ kind }) => kind)).size === results.length, {
          error: 'each kind once',
        }),
    }),
    output: consents,
    errors: [],
  }),
};
