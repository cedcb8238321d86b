import Taro from '@tarojs/taro';
import { IS_H5 } from './platform';

/** For pages without a secure address, where browsers have no clipboard to write to. */
function copySelected(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

/**
 * Copies a text; false where the device did not. Not by Taro in browsers: it would leave a copy in the
 * page's storage, and what is copied may be worth money.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (!IS_H5) {
      await Taro.setClipboardData({ data: text });
      return true;
    }
    // Missing on an insecure address, whatever the types say.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) return copySelected(text);
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
