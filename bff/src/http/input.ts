import type { Endpoint, Input } from '@merchant-coin/shared';
import type { Context } from 'koa';
import type { z } from 'zod';
import { AppError } from './app-error';
import { readBody } from './body';

/** Names of the path parameters of a contract's path. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** Says where and what, never the value. A path parameter that cannot be an id names nothing: 404. */
function refusalOf(error: z.ZodError, inPath: readonly string[]): AppError {
  if (error.issues.some((issue) => inPath.includes(String(issue.path[0])))) {
    return new AppError('notFound');
  }
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return new AppError('validationFailed', { issues });
}

/** Path parameters with the query (GET) or the body, read and parsed by the contract's schema. */
export async function readInput<E extends Endpoint>(
  ctx: Context & { params: Record<string, string> },
  endpoint: E,
  inPath: readonly string[],
): Promise<Input<E>> {
  const fields = endpoint.method === 'GET' ? ctx.query : await readBody(ctx);
  const parsed = endpoint.input.safeParse({ ...fields, ...ctx.params });
  if (!parsed.success) throw refusalOf(parsed.error, inPath);
  return parsed.data as Input<E>;
}
