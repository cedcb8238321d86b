import { messageKind } from '@merchant-coin/shared';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const key = z
  .base64()
  .transform((text): Buffer => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, { error: 'must be 32 bytes in base64' });

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const serviceProvider = z.string().transform((text, context) => {
  try {
    return serviceProviderKeys.parse(JSON.parse(text));
  } catch {
    context.addIssue(
      'must be JSON with mchid, appid, serialNumber, privateKey, apiV3Key, platformPublicKeys',
    );
    return z.NEVER;
  }
});

const serviceProviderKeys = z.object({
  mchid: z.string().min(1),
  appid: z.string().min(1),
  serialNumber: z.string().min(1),
  privateKey: z.string().min(1),
  apiV3Key: z.string().length(32),
  platformPublicKeys: z.array(z.object({ id: z.string(), pem: z.string() })).min(1),
});

const messageTemplates = z.string().transform((text, context) => {
  try {
    return messageTemplateKinds.parse(JSON.parse(text));
  } catch {
    context.addIssue('must be JSON: {kind: {templateId, fields: {fact: field of the template}}}');
    return z.NEVER;
  }
});

const messageTemplateKinds = z.partialRecord(
  messageKind,
  z.object({ templateId: z.string().min(1), fields: z.record(z.string(), z.string()) }),
);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  MONGODB_URI: z.string().regex(/^mongodb(?:\+srv)?:\/\//),
  REDIS_URL: z.string().regex(/^rediss?:\/\//),
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(3000),
  METRICS_PORT: port.default(9464),
  WECHAT_API_BASE: z.url().default('https://api.weixin.qq.com'),
  WECHAT_PAY_API_BASE: z.url().default('https://api.mch.weixin.qq.com'),
  WECHAT_APPID: z.string().min(1),
  WECHAT_SECRET: z.string().min(1),
  /** The service provider's keys, as JSON; without it each merchant is at WeChat Pay by itself. */
  WECHAT_PARTNER: serviceProvider.nullable().default(null),
  /** Subscribe messages by kind, as JSON; a kind that is not there is never sent. */
  WECHAT_MESSAGE_TEMPLATES: messageTemplates.default({}),
  /** Where WeChat Pay tells us of payments. Its callbacks want https. */
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  SMS_GATEWAY_URL: z.url(),
  SMS_GATEWAY_KEY: z.string().min(1),
  /** Each 32 random bytes in base64. Losing the first loses phones, names and pay secrets. */
  SEAL_KEY: key,
  INDEX_KEY: key,
  FINGERPRINT_KEY: key,
  /** The H5 build to serve; without it the API is served alone. */
  H5_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Origins whose pages may call the API; none by default. */
  CORS_ORIGINS: list.default([]),
  /** How many proxies in front are ours: their entries of `X-Forwarded-For` are believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
});

export type Env = z.output<typeof schema>;

/** All that is wrong with the environment, a line each. */
export class EnvError extends Error {}

/** Reads the environment; the only place that does. Empty variables count as not set. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.entries(source).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new EnvError(`The environment is not complete:\n${lines.join('\n')}`);
}
