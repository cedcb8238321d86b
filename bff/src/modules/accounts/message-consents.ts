import { type MessageConsent, type MessageKind, messageKind } from '@merchant-coin/shared';
import { trusted } from '../../db/mongo';
import { wechatConfig } from '../../wechat/config';
import { type MessageConsentDocument, MessageConsentModel } from './message-consents.model';

const idOf = (userId: string, templateId: string): string => `${userId} ${templateId}`;

/** The kinds that have a template here, with what the user still allows of each. */
export async function messageConsentsOf(userId: string): Promise<MessageConsent[]> {
  const counted = await MessageConsentModel.find({ userId }).lean<MessageConsentDocument[]>();
  const left = new Map(counted.map((consent) => [consent.templateId, consent.left]));
  return messageKind.options.flatMap((kind) => {
    const templateId = wechatConfig().messageTemplates[kind]?.templateId;
    return templateId ? [{ kind, templateId, left: left.get(templateId) ?? 0 }] : [];
  });
}

/** One message more of each kind that was allowed. A kind without a template counts nothing. */
export async function recordMessageConsents(
  userId: string,
  results: readonly { kind: MessageKind; accepted: boolean }[],
): Promise<void> {
  for (const { kind, accepted } of results) {
    const template = wechatConfig().messageTemplates[kind];
    if (accepted && template) await countUp(userId, template.templateId);
  }
}

async function countUp(userId: string, templateId: string): Promise<void> {
  await MessageConsentModel.updateOne(
    { _id: idOf(userId, templateId) },
    { $inc: { left: 1 }, $setOnInsert: { userId, templateId } },
    { upsert: true },
  );
}

/** Uses one consent up; false where none is left. */
export async function takeConsent(userId: string, templateId: string): Promise<boolean> {
  const taken = await MessageConsentModel.updateOne(
    { _id: idOf(userId, templateId), left: trusted({ $gt: 0 }) },
    { $inc: { left: -1 } },
  );
  return taken.modifiedCount === 1;
}

/** For a message that certainly did not leave. */
export async function giveBackConsent(userId: string, templateId: string): Promise<void> {
  await countUp(userId, templateId);
}

/** WeChat says that none is left, whatever we have counted. */
export async function forgetConsents(userId: string, templateId: string): Promise<void> {
  await MessageConsentModel.updateOne({ _id: idOf(userId, templateId) }, { $set: { left: 0 } });
}

/** Consents were given in a WeChat, and go where it goes; inside the transaction that moves it. */
export async function moveConsents(fromUserId: string, toUserId: string): Promise<void> {
  const given = await MessageConsentModel.find({ userId: fromUserId }).lean<
    MessageConsentDocument[]
  >();
  for (const { templateId, left } of given) {
    await MessageConsentModel.updateOne(
      { _id: idOf(toUserId, templateId) },
      { $inc: { left }, $setOnInsert: { userId: toUserId, templateId } },
      { upsert: true },
    );
  }
  await MessageConsentModel.deleteMany({ userId: fromUserId });
}
