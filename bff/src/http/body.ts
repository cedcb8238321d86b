import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import { AppError } from './app-error';

const LARGEST_BODY = '100kb';

const refuse = (message: string): AppError =>
  new AppError('validationFailed', { issues: [{ path: '', message }] });

const parse = bodyParser({
  enableTypes: ['json'],
  jsonLimit: LARGEST_BODY,
  encoding: 'utf8',
  onError: (error) => {
    const tooLarge = (error as { status?: number }).status === 413;
    throw refuse(tooLarge ? `the body is larger than ${LARGEST_BODY}` : 'the body is not JSON');
  },
});

const hasBody = (ctx: Context): boolean =>
  ctx.get('transfer-encoding') !== '' || Number(ctx.get('content-length') || 0) > 0;

/**
 * A JSON body to the letter, for what is signed.
 *
 * @throws AppError `validationFailed` for another content type, broken JSON, or too large a body.
 */
export async function readRawBody(ctx: Context): Promise<string> {
  await readBody(ctx);
  return (ctx.request as { rawBody?: string }).rawBody ?? '';
}

/**
 * The fields of a JSON body; none where there is no body.
 *
 * @throws AppError `validationFailed` for another content type, broken JSON, too large a body, or anything
 *   that is not an object.
 */
export async function readBody(ctx: Context): Promise<Record<string, unknown>> {
  if (!hasBody(ctx)) return {};
  await parse(ctx, () => Promise.resolve());
  const { body, rawBody } = ctx.request as { body?: unknown; rawBody?: string };
  if (rawBody === undefined) throw refuse('the content type is not application/json');
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse('the body is not an object');
  }
  return body as Record<string, unknown>;
}
