import { copyText } from './clipboard';
import { IS_H5 } from './platform';

const FREE_AFTER_MS = 10_000;

function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads it after this.
  setTimeout(() => URL.revokeObjectURL(url), FREE_AFTER_MS);
}

/**
 * Hands a text over to keep: browsers save it as a file; in WeChat, which has no place for files that people
 * find again, it is copied. False where the device did not.
 */
export async function saveText(text: string, fileName: string): Promise<boolean> {
  if (!IS_H5) return copyText(text);
  download(text, fileName);
  return true;
}
