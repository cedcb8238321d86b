import type Router from '@koa/router';
import type { RouterContext } from '@koa/router';
import type { Answer, Endpoint, Input } from '@merchant-coin/shared';
import { authenticate, authorizeAccess, recognize } from './access';
import type { Actor, UserActor } from './actor';
import { AppError } from './app-error';
import { fingerprintOf } from './fingerprint';
import { pathParameters, readInput } from './input';
import { limitersOf } from './rate-limit';

export type { Actor, Post, StaffActor, UserActor } from './actor';

/** One call as its handler sees it. */
export interface Call<E extends Endpoint> {
  input: Input<E>;
  /** Its fields follow from the contract's `access`; see `Actor`. */
  actor: Actor;
  /** Who calls, where the contract wants to know on a public call; null for a stranger and on other calls. */
  session: UserActor | null;
  /** The instant that the request counts as, on the database's clock. */
  now: Date;
  /** The `Idempotency-Key` header; empty on calls that do not need one. */
  requestKey: string;
  /** What the request was about; empty on calls without a request key. */
  fingerprint: string;
  requestId: string;
  /** Answers with another status than the contract's. */
  status: (code: 200 | 201) => void;
}

/** What makes a call have one effect under its key. */
export type Keyed = Pick<Call<Endpoint>, 'requestKey' | 'fingerprint' | 'now'>;

export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Answer<E>> | Answer<E>;

const PRINTABLE_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/;

function requestKeyOf(endpoint: Endpoint, header: string): string {
  if (!endpoint.idempotent) return '';
  if (!PRINTABLE_KEY.test(header)) throw new AppError('idempotencyKeyMissing');
  return header;
}

const isStaffCall = ({ access }: Endpoint): boolean =>
  access === 'clerk' || access === 'manager' || access === 'owner';

const without = (input: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));

function fingerprintOfCall(endpoint: Endpoint, ctx: RouterContext, call: CallFacts): string {
  if (!endpoint.idempotent) return '';
  const { actor } = call;
  const input = endpoint.proofs ? without(call.input as object, endpoint.proofs) : call.input;
  const by = isStaffCall(endpoint) ? actor.staffId : actor.userId;
  return fingerprintOf({ method: ctx.method, path: ctx.path, by, input });
}

interface CallFacts {
  actor: Actor;
  input: unknown;
}

type Entered = Pick<Call<Endpoint>, 'actor' | 'session'>;

const routerPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** WeChat draws its codes as either of the two. */
function sendPicture(ctx: RouterContext, bytes: Uint8Array): void {
  const isPng = PNG_START.equals(bytes.subarray(0, PNG_START.length));
  ctx.type = isPng ? 'image/png' : 'image/jpeg';
  ctx.body = Buffer.from(bytes);
}

/**
 * Puts one endpoint of the contract on the router: session → rate limit → access → request key → input →
 * handler → output. What the output schema does not name drops.
 */
export function mount<E extends Endpoint>(router: Router, endpoint: E, handler: Handler<E>): void {
  const limit = limitersOf(endpoint);
  const inPath = pathParameters(endpoint.path);

  const enter = async (ctx: RouterContext): Promise<Entered> => {
    const { merchantId } = ctx.params;
    const isPublic = endpoint.access === 'public';
    const user = isPublic ? null : await authenticate(ctx);
    await limit.address(ctx.ip);
    const session = endpoint.knowsSession ? await recognize(ctx) : null;
    if (user) await limit.user(user.userId);
    const actor = await authorizeAccess(ctx, { access: endpoint.access, user, merchantId });
    return { actor, session };
  };

  const serve = async (ctx: RouterContext): Promise<void> => {
    ctx.state.route = endpoint.path;
    const { actor, session } = await enter(ctx);
    const requestKey = requestKeyOf(endpoint, ctx.get('idempotency-key'));
    const input = await readInput(ctx, endpoint, inPath);
    const { phone } = input as { phone?: unknown };
    if (typeof phone === 'string') await limit.phone(phone);
    ctx.status = endpoint.status;
    const answer = await handler({
      input,
      actor,
      session,
      now: ctx.doors.clockOf(ctx),
      requestKey,
      fingerprint: fingerprintOfCall(endpoint, ctx, { actor, input }),
      requestId: ctx.state.requestId,
      status: (code) => {
        ctx.status = code;
      },
    });
    const output = endpoint.output.parse(answer);
    if (endpoint.isPicture) sendPicture(ctx, output as Uint8Array);
    else ctx.body = output;
  };

  if (endpoint.method === 'GET') router.get(routerPath(endpoint.path), serve);
  else router.post(routerPath(endpoint.path), serve);
}
