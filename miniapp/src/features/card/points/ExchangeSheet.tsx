import type { OpenOption } from '@merchant-coin/shared';
import { MAX_EXCHANGE_TIMES } from '@merchant-coin/shared/cards/rules';
import { addDays } from '@merchant-coin/shared/kernel/time';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { pointsTexts } from '@/i18n/points';
import { formatDate, formatPoints, today } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Sheet } from '@/ui/Sheet';
import { Times } from './Times';
import { useExchange } from './useExchange';

interface ExchangeSheetProps {
  cardId: string;
  option: OpenOption;
  points: number;
  frozen: boolean;
  onClose: () => void;
  onChanged: () => void;
}

/** What will be given and taken, before the one tap that does it. */
export function ExchangeSheet(props: ExchangeSheetProps) {
  const { cardId, option, points, frozen, onClose, onChanged } = props;
  const t = useTexts(pointsTexts);
  const [times, setTimes] = useState(1);
  // Without an answer the same may only be asked for again, not something else beside it.
  const [pending, setPending] = useState(false);
  const { busy, submit } = useExchange(cardId, (outcome) => {
    onChanged();
    setPending(outcome === 'unknown');
    if (outcome !== 'unknown') onClose();
  });
  const most = Math.max(1, Math.min(MAX_EXCHANGE_TIMES, Math.floor(points / option.points)));
  const used = option.points * times;
  const short = used > points ? t.missing(formatPoints(used - points)) : null;
  // Both can come true while the sheet is open. What may have been done already may be asked for again.
  const obstacle = pending || busy ? null : frozen ? t.closed : short;
  return (
    <Sheet
      title={t.confirm}
      onClose={onClose}
      action={
        <Button busy={busy} disabled={obstacle !== null} onTap={() => submit(option.id, times)}>
          {obstacle ?? t.submit(formatPoints(used))}
        </Button>
      }
    >
      <View className="points__sum">
        <Money fen={option.bonusFen * times} />
        {most > 1 && (
          <Times value={times} most={most} fixed={busy || pending} onChange={setTimes} />
        )}
      </View>
      <View className="points__facts">
        <Rows>
          <Row title={t.uses} value={t.points(formatPoints(used))} />
          <Row title={t.left} value={t.points(formatPoints(points - used))} />
          <Row
            title={t.until}
            value={formatDate(addDays(today(), option.validDays), { year: true })}
          />
        </Rows>
      </View>
      <Text className="points__note">{t.note}</Text>
    </Sheet>
  );
}
