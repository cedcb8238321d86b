/**
 * Collections that belong to the platform, not to one merchant. Every other collection is a tenant's and
 * must use the `tenantCollection` plugin.
 */
export const PLATFORM_COLLECTIONS: readonly string[] = [
  'users',
  'staff',
  'merchants',
  'memberships',
  'scenes',
  'messageConsents',
  'messageOutbox',
  'payees',
];
