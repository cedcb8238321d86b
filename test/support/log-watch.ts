import { log } from '@merchant-coin/bff/http/log';
import { symbols } from 'pino';

/** What no log line may hold, by what it looks like. */
const SECRETS: readonly [what: string, pattern: RegExp][] = [
  ['a phone number', /(?<![\w.-])1[3-9]\d{9}(?![\w-])/],
  ['a token', /(?<![\w-])[\w-]{43}(?![\w-])/],
  ['a key', /-----BEGIN|session_key|apiV3Key/i],
  ['a pay code', /(?<!\d)(?:62\d{20}|63\d{26})(?!\d)/],
  ['digits that prove someone', /"(?:pin|code6|smsCode)":"?\d{6}/],
  ['an openid', /"o[\w-]{27}"/],
];

/** The first secret that a line of a log holds, and what it is. */
export function secretIn(line: string): string | null {
  const secret = SECRETS.find(([, pattern]) => pattern.test(line));
  return secret ? `${secret[0]}: ${line}` : null;
}

interface Stream {
  write(line: string): unknown;
}

/**
 * Has the program log as it does in production, to nowhere but here, and looks at every line.
 *
 * @returns what to call at the end: it throws where a line held something secret.
 */
export function watchLog(): () => void {
  const stream = (log as unknown as Record<symbol, Stream>)[symbols.streamSym];
  if (!stream) throw new Error('the log has no stream');
  const found: string[] = [];
  const write = stream.write.bind(stream);
  log.level = 'info';
  stream.write = (line) => {
    const secret = secretIn(line);
    if (secret) found.push(secret);
    return process.env['TEST_LOG'] ? write(line) : true;
  };
  return () => {
    log.level = 'silent';
    stream.write = write;
    if (found.length > 0) throw new Error(`the log holds ${found.slice(0, 3).join('\n')}`);
  };
}
