import { pino } from 'pino';

/**
 * The only log. Lines carry ids, codes and durations; never phones, names, tokens, pay codes or bodies.
 * Errors are logged by type, message and stack alone: drivers hang requests and documents on theirs.
 */
export const log = pino(
  {
    level: 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      err: (error: unknown) => errorFacts(error),
    },
  },
  // A write a line would hold up every request; a killed process loses the lines of a fifth of a second.
  pino.destination({ sync: false, minLength: 4_096, periodicFlush: 200 }),
);

interface ErrorFacts {
  type: string;
  message: string;
  stack?: string | undefined;
  code?: string | number;
  cause?: ErrorFacts;
}

function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: withoutValues(error),
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause ? { cause: errorFacts(error.cause) } : {}),
  };
}

/** A duplicate-key or cast error quotes the value it stumbled over; everything in braces or quotes goes. */
function withoutValues(error: Error): string {
  return error.message.replace(/\{[^]*\}|"[^"]*"/g, '…').slice(0, 500);
}
