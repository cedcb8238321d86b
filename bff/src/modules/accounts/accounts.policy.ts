import type { Post } from '../../http/actor';

/** Whether someone may act at a store. An owner works at every store of the merchant. */
export function worksAt(post: Pick<Post, 'role' | 'storeIds'>, storeId: string): boolean {
  return post.role === 'owner' || post.storeIds.includes(storeId);
}
