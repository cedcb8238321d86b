import { AppError } from '../../http/app-error';
import { log } from '../../http/log';
import {
  type Deliver,
  type Outcome,
  type OutboxMessage,
  putInOutbox,
} from '../../jobs/message-outbox';
import { type MessageTemplate, wechatConfig } from '../../wechat/config';
import { failedBy, OutsideError } from '../../wechat/errors';
import { fitted, sendSubscribeMessage } from '../../wechat/messages';
import { readyAccessToken } from '../../wechat/token';
import { forgetConsents, giveBackConsent, takeConsent } from './message-consents';
import { userById } from './users';

/**
 * Tells a member something by a WeChat subscribe message, where they have allowed one: after the commit of
 * the transaction that this is called in, at most once an occurrence. Nobody is to rely on its arrival.
 */
export async function sendToMember(message: OutboxMessage, now: Date): Promise<void> {
  // Nothing is kept for what cannot be sent here at all.
  if (wechatConfig().messageTemplates[message.kind]) await putInOutbox(message, now);
}

/** Sends one message, for one consent. */
export const deliverMessage: Deliver = async (message) => {
  const { userId, kind } = message;
  const template = wechatConfig().messageTemplates[kind];
  if (!template) return 'notPossible';
  const { templateId } = template;
  let openid: string | undefined;
  try {
    openid = (await userById(userId))?.openid;
    if (openid === undefined) return 'notPossible';
    await readyAccessToken();
    if (!(await takeConsent(userId, templateId))) return 'noConsent';
  } catch (error) {
    // Nothing has left the house.
    log.warn({ err: error, userId }, 'message not prepared');
    return 'later';
  }
  try {
    const values = valuesOf(message, template);
    await sendSubscribeMessage({ openid, templateId, values, page: message.page });
    return 'sent';
  } catch (error) {
    return afterFailure(error, userId, templateId);
  }
};

function valuesOf({ facts }: OutboxMessage, { fields }: MessageTemplate): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([fact, field]) => {
      const value = facts[fact];
      return value ? [[field, fitted(field, value)]] : [];
    }),
  );
}

async function afterFailure(error: unknown, userId: string, templateId: string): Promise<Outcome> {
  if (!(error instanceof AppError)) throw error;
  if (failedBy(error, 'noConsent')) {
    await forgetConsents(userId, templateId);
    return 'noConsent';
  }
  // It may have arrived: two would be worse than none.
  if (failedBy(error, 'timeout', 'unreachable', 'unexpected')) return 'unknown';
  await giveBackConsent(userId, templateId);
  if (!(error instanceof OutsideError) || error.isPassing) return 'later';
  log.warn({ err: error, userId }, 'message refused');
  return 'refused';
}
