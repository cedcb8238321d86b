import { View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';

/** Each is drawn in styles/icon.scss. */
export const ICON_NAMES = [
  'back',
  'forward',
  'down',
  'up',
  'close',
  'check',
  'plus',
  'minus',
  'cards',
  'find',
  'me',
  'counter',
  'pay',
  'scan',
  'lock',
  'clock',
  'warn',
  'info',
  'offline',
  'store',
  'language',
  'text-size',
  'leave',
  'refresh',
  'backspace',
  'swap',
  'phone',
  'undo',
  'gift',
  'coin',
  'person-plus',
  'pencil',
  'bell',
  'cake',
  'calendar',
  'call',
  'help',
  'layers',
] as const;
export type IconName = (typeof ICON_NAMES)[number];

/** A picture beside a word, in the word's colour and one and a half times its size. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return <View className={`icon icon--${name} ${className}`} {...a11y({ hidden: true })} />;
}
