import type { Aggregate, Model, Query, Schema } from 'mongoose';
import { PLATFORM_COLLECTIONS } from './platform-collections';

const GUARDED_QUERIES = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'findOneAndReplace',
  'countDocuments',
  'distinct',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
] as const;

const tenantSchemas = new WeakSet<Schema>();

/** A query on a tenant's collection that does not say whose: a mistake in the code, never in a request. */
export class TenancyError extends Error {
  constructor(operation: string) {
    super(`${operation} on a tenant collection without equality on merchantId`);
    this.name = 'TenancyError';
  }
}

function assertTenant(filter: unknown, operation: string): void {
  const merchantId = (filter as { merchantId?: unknown } | undefined)?.merchantId;
  if (typeof merchantId !== 'string' || merchantId === '') throw new TenancyError(operation);
}

interface BulkOperation {
  insertOne?: { document?: unknown };
  [kind: string]: { filter?: unknown; document?: unknown } | undefined;
}

function assertTenantOperation(operation: BulkOperation): void {
  for (const [kind, body] of Object.entries(operation)) {
    assertTenant(kind === 'insertOne' ? body?.document : body?.filter, `bulkWrite.${kind}`);
  }
}

/**
 * Mongoose plugin for collections with `merchantId`: whoever asks must name one merchant, by a plain string
 * in the filter or in an aggregate's first `$match`. Anything else throws a `TenancyError`.
 */
export function tenantCollection(schema: Schema): void {
  if (!schema.path('merchantId')) throw new Error('a tenant collection needs a merchantId');
  tenantSchemas.add(schema);
  for (const operation of GUARDED_QUERIES) {
    schema.pre(operation as 'find', function (this: Query<unknown, unknown>) {
      assertTenant(this.getFilter(), operation);
    });
  }
  schema.pre('estimatedDocumentCount', () => {
    throw new TenancyError('estimatedDocumentCount');
  });
  schema.pre('aggregate', function (this: Aggregate<unknown>) {
    const first = this.pipeline()[0] as { $match?: unknown } | undefined;
    assertTenant(first?.$match, 'aggregate');
  });
  schema.pre('bulkWrite', function (operations: unknown) {
    (operations as BulkOperation[]).forEach(assertTenantOperation);
  });
}

/** Throws unless each model is either a tenant's or listed as the platform's. */
export function assertDeclaredCollections(models: readonly Model<unknown>[]): void {
  for (const model of models) {
    const { name } = model.collection;
    if (tenantSchemas.has(model.schema) === PLATFORM_COLLECTIONS.includes(name)) {
      throw new Error(`collection ${name} must be a tenant's or a platform collection, not both`);
    }
  }
}
