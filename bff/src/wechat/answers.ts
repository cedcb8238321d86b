import { z } from 'zod';
import { assertWechatOk, OutsideError } from './errors';
import { failureOf } from './http';

const failure = z.object({ errcode: z.number().optional() });

/** WeChat answers errors with status 200, and some JSON as text/plain. @throws OutsideError */
export async function readAnswer<T extends z.ZodType>(
  response: Response,
  schema: T,
): Promise<z.output<T>> {
  const body = jsonOf(await textOf(response));
  const mayFail = failure.safeParse(body);
  if (!mayFail.success) throw new OutsideError('unexpected', undefined, 'no JSON object');
  assertWechatOk(mayFail.data);
  const answer = schema.safeParse(body);
  if (!answer.success) throw new OutsideError('unexpected', undefined, 'fields are missing');
  return answer.data;
}

/** The time that a call may take counts for its whole answer. */
async function textOf(response: Response): Promise<string> {
  return response.text().catch((error: unknown) => {
    throw failureOf(error, response.url);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
