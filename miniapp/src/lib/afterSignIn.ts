import { open, type PageName, type Query, restartAt } from './nav';

/** Where somebody wanted to be when they were sent to sign in. */
let wanted: { page: PageName; query: Query } | null = null;

/** Leads to the sign-in page and, from there, back to this one. */
export function signInFor(page: PageName, query: Query): void {
  wanted = { page, query };
  open('signIn');
}

/** Opens what was wanted before signing in; false where nothing was. */
export function goWhereWanted(): boolean {
  if (!wanted) return false;
  const { page, query } = wanted;
  wanted = null;
  restartAt(page, query);
  return true;
}
