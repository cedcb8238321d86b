import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { call } from '@/lib/client';
import { useCounter } from '../../context';
import { nameOf } from '../MemberHead';
import type { CareSheetProps } from './props';
import { FrozenWhy } from './FrozenWhy';
import { ReasonSheet } from './ReasonSheet';

/** A manager ends a freeze, whoever made it. */
export function UnfreezeSheet({ card, onClose, onDone }: CareSheetProps) {
  const t = useTexts(counterCareTexts);
  const { merchantId } = useCounter().place;
  return (
    <ReasonSheet
      title={t.unfreezeTitle(nameOf(card))}
      word={t.acts.unfreeze}
      done={t.unfreezeDone}
      usual={t.unfreezeReasons}
      note={t.reasonKept}
      send={(reason, options) =>
        call('cards.unfreezeCard', { merchantId, cardId: card.id, reason }, options)
      }
      onDone={onDone}
      onClose={onClose}
    >
      <FrozenWhy card={card} />
      <Text className="sheet-text sheet-text--quiet">{t.unfreezeText}</Text>
    </ReasonSheet>
  );
}
