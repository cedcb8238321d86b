import { textsNow } from '@/i18n';
import { findTexts } from '@/i18n/find';
import { isContractChanged } from '@/lib/joining';
import { toast, toastError } from './toast';

/** Why a merchant was not joined. */
export function tellNotJoined(cause: unknown): void {
  if (isContractChanged(cause)) toast(textsNow(findTexts).contractChanged, 'bad');
  else toastError(cause);
}
