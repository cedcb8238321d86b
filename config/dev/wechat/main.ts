import { startStandIn } from './stand-in';

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`${name} is not set.`);
  return process.exit(1);
}

async function main(): Promise<void> {
  const standIn = await startStandIn({
    appid: required('WECHAT_APPID'),
    secret: required('WECHAT_SECRET'),
    smsKey: required('SMS_GATEWAY_KEY'),
    host: process.env['HOST'] ?? '127.0.0.1',
    callbackSpeed: Number(process.env['WECHAT_STANDIN_SPEED'] || 1),
    port: Number(process.env['WECHAT_STANDIN_PORT'] ?? 3010),
  });
  console.log(`The WeChat stand-in listens on ${standIn.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void standIn.close().then(() => process.exit(0)));
  }
}

void main();
