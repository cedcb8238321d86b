// @ts-check
import { keysIn } from './keys.mjs';
import { databaseOf, withDatabase } from './mongodb.mjs';
import { inRoot } from './paths.mjs';
import { portFrom, requireFree } from './ports.mjs';

/** @typedef {{ app: number, standIn: number, metrics: number }} Ports */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Ports}
 */
export const portsFrom = (env) => ({
  app: portFrom(env, 'PORT', 3000),
  standIn: portFrom(env, 'WECHAT_STANDIN_PORT', 3010),
  metrics: portFrom(env, 'METRICS_PORT', 9464),
});

/**
 * Where the browser app lets members pay: the stand-in's page, unless PAY_PAGE names another one.
 * @param {NodeJS.ProcessEnv} env
 */
export const payPageFrom = (env) =>
  env['PAY_PAGE'] ?? `http://localhost:${portsFrom(env).standIn}/pay`;

/** @param {Ports} ports */
export async function requireFreePorts(ports) {
  await requireFree(ports.app, 'the app', 'PORT');
  await requireFree(ports.standIn, 'the WeChat stand-in', 'WECHAT_STANDIN_PORT');
  await requireFree(ports.metrics, 'metrics', 'METRICS_PORT');
}

/** Templates that the stand-in takes; WeChat gives each mini-program ids of its own. */
const MESSAGE_TEMPLATES = {
  approvalAsked: {
    templateId: 'template-approval-asked',
    fields: { merchant: 'thing1', amount: 'amount2', store: 'thing3', until: 'time4' },
  },
  reminder: {
    templateId: 'template-reminder',
    fields: { merchant: 'thing1', what: 'thing2', date: 'date3' },
  },
};

/**
 * What the BFF, the worker, the seed and the stand-in find in their environment
 * (config/.env.example says what each means). What the caller has set stays, except where our own
 * services are.
 * @param {{ services: import('./services.mjs').Services, ports: Ports }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment({ services, ports }) {
  const standIn = `http://127.0.0.1:${ports.standIn}`;
  return {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    NODE_ENV: 'development',
    WECHAT_API_BASE: standIn,
    WECHAT_PAY_API_BASE: standIn,
    WECHAT_APPID: 'wx00000000deadbeef',
    PUBLIC_URL: `http://127.0.0.1:${ports.app}`,
    WECHAT_MESSAGE_TEMPLATES: JSON.stringify(MESSAGE_TEMPLATES),
    SMS_GATEWAY_URL: `${standIn}/sms`,
    ...keysIn(services.dir),
    H5_DIR: inRoot('miniapp/dist/h5'),
    ...process.env,
    MONGODB_URI: withDatabase(
      services.mongodbUri,
      databaseOf(services.mongodbUri) || 'merchantcoin',
    ),
    REDIS_URL: services.redisUrl,
    PORT: String(ports.app),
    WECHAT_STANDIN_PORT: String(ports.standIn),
    METRICS_PORT: String(ports.metrics),
  };
}
