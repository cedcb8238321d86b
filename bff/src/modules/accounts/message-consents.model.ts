import { model, Schema } from 'mongoose';

/** How many messages of a template a person still allows. Platform collection: consents are the person's. */
export interface MessageConsentDocument {
  /** User and template: each pair has one count. */
  _id: string;
  userId: string;
  templateId: string;
  left: number;
}

const messageConsentSchema = new Schema<MessageConsentDocument>(
  {
    _id: String,
    userId: { type: String, required: true },
    templateId: { type: String, required: true },
    left: { type: Number, required: true },
  },
  { versionKey: false },
);
messageConsentSchema.index({ userId: 1 });

export const MessageConsentModel = model<MessageConsentDocument>(
  'MessageConsent',
  messageConsentSchema,
  'messageConsents',
);
