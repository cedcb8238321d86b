import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { useElder } from '@/lib/settings';
import { Row, Rows } from './Rows';

/** What elder mode puts behind one line; in sight at once otherwise. */
export function More({ children }: { children: ReactNode }) {
  const t = useTexts(commonTexts);
  const elder = useElder();
  const [isOpen, setOpen] = useState(false);
  if (!elder) return <>{children}</>;
  return (
    <View>
      <Rows>
        <Row
          title={isOpen ? t.less : t.more}
          end={isOpen ? 'up' : 'down'}
          expanded={isOpen}
          onTap={() => setOpen(!isOpen)}
        />
      </Rows>
      {isOpen && children}
    </View>
  );
}
