import { call } from './client';
import { IS_WEAPP } from './platform';
import { endSession, noteSigningOut } from './session';

/** Without a network the session ends here all the same, and on the server when it runs out. */
export async function signOut(): Promise<void> {
  // First: another call may learn before this one's answer comes that there is no session any more.
  noteSigningOut();
  await call('accounts.signOut', { forgetWechat: IS_WEAPP }).catch(() => undefined);
  endSession();
}
