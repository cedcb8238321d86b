import { randomInt } from 'node:crypto';
import { blindIndex } from '../../db/seal';
import { redis } from '../../db/redis';
import { AppError } from '../../http/app-error';
import { sendSms } from '../../wechat/sms';
import { type CodePurpose, wordingOf } from './sms-wording';

const DIGITS = 6;
const LIFE_SECONDS = 300;
const MAX_TRIES = 5;

/** A phone has one code a purpose, and a code stands for both. */
export interface CodeFor {
  phone: string;
  purpose: CodePurpose;
}

const keyOf = ({ phone, purpose }: CodeFor): string =>
  `sms:${purpose}:${blindIndex(phone, 'sms.phone')}`;
const hashOf = ({ phone, purpose }: CodeFor, code: string): string =>
  blindIndex(`${purpose}:${phone}:${code}`, 'sms.code');

/** 1 for the right code, which is then gone; 0 otherwise. The last wrong try drops the code. */
const TRY_CODE = `
local code = redis.call('HGET', KEYS[1], 'code')
if not code then return 0 end
if code == ARGV[1] then
  redis.call('DEL', KEYS[1])
  return 1
end
if redis.call('HINCRBY', KEYS[1], 'tries', 1) >= tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[1])
end
return 0
`;

/** Replaces the code and its tries, and sets its life, in one step. */
const KEEP_CODE = `
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'code', ARGV[1], 'tries', 0)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
`;

/** Sends a new code, which replaces an earlier one of that purpose. @throws AppError `unavailable`. */
export async function sendCode({ phone, purpose }: CodeFor): Promise<void> {
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const codeFor = { phone, purpose };
  await redis().eval(KEEP_CODE, 1, keyOf(codeFor), hashOf(codeFor, code), LIFE_SECONDS);
  await sendSms({ phone, code, purpose, text: wordingOf(purpose, code) });
}

/**
 * Uses up a code that was sent to the phone for this purpose: good for 5 minutes, once, with 5 tries.
 *
 * @throws AppError `smsCodeInvalid`.
 */
export async function verifySmsCode(codeFor: CodeFor, code: string): Promise<void> {
  const hash = hashOf(codeFor, code);
  const right = await redis().eval(TRY_CODE, 1, keyOf(codeFor), hash, MAX_TRIES);
  if (right !== 1) throw new AppError('smsCodeInvalid');
}
