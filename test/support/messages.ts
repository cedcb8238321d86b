import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import type { SentMessage } from '../../config/dev/wechat/subscribe.routes';
import type { Site } from './app';
import type { Session } from './client';
import { newName } from './factories';

const TEMPLATE_ID = 'template-approval-asked';

interface Kept {
  _id: string;
  openid?: string;
}

/** People in WeChat, and what WeChat has sent them. */
export class MessagesAt {
  constructor(private readonly app: Site) {}

  /** Someone who has signed in by WeChat and given their phone number. */
  async buildUser(person: string, phone: string): Promise<Session & { openid: string }> {
    const deviceId = newName('test-device-');
    const { body } = await this.app.call(api.accounts.signInWithWechat, {
      code: `code:${person}:${newName('')}`,
      deviceId,
    });
    const as = { token: body.token };
    const code = `phone:${phone}:${newName('')}`;
    const joined = await this.app.call(api.accounts.attachWechatPhone, { code }, { as });
    const userId = joined.body.user.id;
    return { ...as, userId, phone, deviceId, openid: await this.openidOf(userId) };
  }

  private async openidOf(userId: string): Promise<string> {
    const users = mongoose.connection.collection<Kept>('users');
    return (await users.findOne({ _id: userId }))?.openid ?? '';
  }

  /** As WeChat counts it when the person presses 'allow'. */
  async grant(openid: string, templateId = TEMPLATE_ID): Promise<void> {
    await fetch(`${this.app.standIn.url}/control/consents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid, templateId }),
    });
  }

  /** Newest first. */
  async sentTo(openid: string): Promise<SentMessage[]> {
    const answer = await fetch(`${this.app.standIn.url}/control/messages`);
    const { messages } = (await answer.json()) as { messages: SentMessage[] };
    return messages.filter((message) => message.openid === openid);
  }
}
