import { Text, View } from '@tarojs/components';
import { useEffect, useId, type ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import { IS_H5, IS_WEAPP } from '@/lib/platform';
import { useDialogFocus } from './dialogFocus';
import { Icon } from './Icon';
import { Tap } from './Tap';
import './Sheet.scss';

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The one action, always in sight below what scrolls. */
  action?: ReactNode;
}

/** The sheets that are open, the uppermost last. */
const openIds: string[] = [];

/** Escape closes the uppermost sheet alone: a payment may ask for a word above another. */
function useEscape(id: string, onClose: () => void): void {
  useEffect(() => {
    openIds.push(id);
    return () => {
      openIds.splice(openIds.indexOf(id), 1);
    };
  }, [id]);
  useEffect(() => {
    if (!IS_H5) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && openIds.at(-1) === id) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [id, onClose]);
}

/** A panel from below over the page. Mount it to open it. */
export function Sheet({ title, onClose, children, action }: SheetProps) {
  const t = useTexts(commonTexts);
  const id = useId();
  useEscape(id, onClose);
  useDialogFocus(id);
  return (
    <View className="sheet">
      <View
        className="sheet__scrim"
        // The page below must not move with the finger.
        {...(IS_WEAPP ? { catchMove: true } : {})}
        onClick={onClose}
        {...a11y({ hidden: true })}
      />
      <View id={id} className="sheet__panel" {...a11y({ role: 'dialog', label: title })}>
        <View className="sheet__head">
          <Text className="sheet__title">{title}</Text>
          <Tap className="sheet__close" label={t.close} onTap={onClose}>
            <Icon name="close" />
          </Tap>
        </View>
        {/* Long words without a button in them are scrolled by the keyboard, too. */}
        <View className="sheet__body" {...(IS_H5 ? { tabIndex: 0 } : {})}>
          {children}
        </View>
        {action && <View className="sheet__action">{action}</View>}
      </View>
    </View>
  );
}
