import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import './Badge.scss';

const MOST = 99;

/** How many wait to be read; nothing where none do. */
export function Badge({ count, className = '' }: { count: number; className?: string }) {
  const t = useTexts(commonTexts);
  if (count === 0) return null;
  return (
    <Text className={`badge ${className}`} {...a11y({ label: t.unread(count), role: 'img' })}>
      {count > MOST ? `${MOST}+` : count}
    </Text>
  );
}
