import { api, COMMON_ERRORS, type Endpoint, type ErrorCode, ERRORS } from '@merchant-coin/shared';
import { z } from 'zod';
import { pathParameters } from './input';

type Json = Record<string, unknown>;

const PROBLEM_TYPE = 'application/problem+json';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
};

/** All codes that an endpoint may answer with. */
export function errorCodesOf(endpoint: Endpoint): ErrorCode[] {
  const codes = new Set<ErrorCode>([...COMMON_ERRORS, ...endpoint.errors]);
  if (endpoint.access !== 'public') codes.add('unauthenticated');
  if (endpoint.access !== 'public' && endpoint.access !== 'user') codes.add('forbidden');
  if (endpoint.idempotent) codes.add('idempotencyKeyMissing');
  return [...codes];
}

function errorResponses(endpoint: Endpoint): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(endpoint)) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].map(([status, codes]) => [
    status,
    {
      description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('; '),
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      ...(status === 429 && {
        headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } },
      }),
    },
  ]);
  return Object.fromEntries(responses) as Json;
}

function successResponse(endpoint: Endpoint): Json {
  if (endpoint.status === 204) return { description: 'Done' };
  if (endpoint.isPicture) {
    const bytes = { schema: { type: 'string', format: 'binary' } };
    return { description: 'Done', content: { 'image/png': bytes, 'image/jpeg': bytes } };
  }
  const schema = schemaOf(endpoint.output, 'output');
  return { description: 'Done', content: { 'application/json': { schema } } };
}

interface ObjectSchema {
  properties: Record<string, Json>;
  required?: string[];
}

/** Splits the one input schema into path parameters and the rest. */
function splitInput(endpoint: Endpoint): { inPath: Json[]; rest: ObjectSchema } {
  const names = pathParameters(endpoint.path);
  const { properties, required = [] } = schemaOf(
    endpoint.input,
    'input',
  ) as unknown as ObjectSchema;
  const inPath = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
  const others = Object.entries(properties).filter(([name]) => !names.includes(name));
  const rest = {
    properties: Object.fromEntries(others),
    required: required.filter((name) => !names.includes(name)),
  };
  return { inPath, rest };
}

const queryParameters = ({ properties, required = [] }: ObjectSchema): Json[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'One key has one effect, for ever. Ask again with the same key after a lost answer.',
  schema: { type: 'string', minLength: 1, maxLength: 128 },
};

function operationOf(tag: string, name: string, endpoint: Endpoint): Json {
  const { inPath, rest } = splitInput(endpoint);
  const isGet = endpoint.method === 'GET';
  const parameters = [
    ...inPath,
    ...(isGet ? queryParameters(rest) : []),
    ...(endpoint.idempotent ? [IDEMPOTENCY_KEY] : []),
  ];
  const hasBody = !isGet && Object.keys(rest.properties).length > 0;
  const schema = { type: 'object', ...rest };
  return {
    operationId: name,
    tags: [tag],
    summary: endpoint.summary,
    description: `Access: ${endpoint.access}`,
    parameters,
    ...(hasBody && {
      requestBody: { required: true, content: { 'application/json': { schema } } },
    }),
    responses: { [endpoint.status]: successResponse(endpoint), ...errorResponses(endpoint) },
    security: securityOf(endpoint),
  };
}

function securityOf({ access, knowsSession }: Endpoint): Json[] {
  if (access !== 'public') return [{ session: [] }];
  return knowsSession ? [{}, { session: [] }] : [];
}

function paths(): Json {
  const found: Record<string, Json> = {};
  for (const [tag, endpoints] of Object.entries(api)) {
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
      const operation = operationOf(tag, name, endpoint);
      found[endpoint.path] = {
        ...found[endpoint.path],
        [endpoint.method.toLowerCase()]: operation,
      };
    }
  }
  return found;
}

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    requestId: { type: 'string' },
    details: { type: 'object', additionalProperties: true },
  },
};

/** The API as OpenAPI 3.1, derived from the contracts alone. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Merchant Coin',
      version: '1',
      description: 'Money is in fen, ratios in basis points, instants are ISO 8601 in UTC.',
    },
    servers: [{ url: '/' }],
    tags: Object.keys(api).map((name) => ({ name })),
    paths: paths(),
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'The token of a sign-in' },
      },
    },
  };
}
