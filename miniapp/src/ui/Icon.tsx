import { View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';

export type IconName =
  | 'back'
  | 'forward'
  | 'down'
  | 'close'
  | 'check'
  | 'plus'
  | 'minus'
  | 'cards'
  | 'find'
  | 'me'
  | 'counter'
  | 'pay'
  | 'scan'
  | 'lock'
  | 'clock'
  | 'warn'
  | 'info'
  | 'offline'
  | 'store'
  | 'language'
  | 'text-size'
  | 'leave'
  | 'refresh'
  | 'backspace'
  | 'swap'
  | 'phone'
  | 'undo'
  | 'gift'
  | 'coin'
  | 'person-plus'
  | 'pencil'
  | 'bell'
  | 'cake'
  | 'calendar'
  | 'call';

/** A picture beside a word, in the word's colour and one and a half times its size. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return <View className={`icon icon--${name} ${className}`} {...a11y({ hidden: true })} />;
}
