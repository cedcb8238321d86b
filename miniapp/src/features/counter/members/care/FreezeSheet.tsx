import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { call } from '@/lib/client';
import { useCounter } from '../../context';
import { nameOf } from '../MemberHead';
import type { CareSheetProps } from './props';
import { ReasonSheet } from './ReasonSheet';

/** Staff freeze the card, with a reason that the member reads. */
export function FreezeSheet({ card, onClose, onDone }: CareSheetProps) {
  const t = useTexts(counterCareTexts);
  const { merchantId } = useCounter().place;
  return (
    <ReasonSheet
      title={t.freezeTitle(nameOf(card))}
      icon="lock"
      word={t.acts.freeze}
      done={t.freezeDone}
      usual={t.freezeReasons}
      note={t.reasonShown}
      send={(reason, options) =>
        call('cards.freezeCard', { merchantId, cardId: card.id, reason }, options)
      }
      onDone={onDone}
      onClose={onClose}
    >
      <Text className="sheet-text sheet-text--quiet">
        {card.freeze ? t.freezeOver : t.freezeText}
      </Text>
    </ReasonSheet>
  );
}
