import type { Card, CardPin } from '@merchant-coin/shared';
import { PIN_DAY_LIMIT_FEN } from '@merchant-coin/shared/cards/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { pinTexts } from '@/i18n/pin';
import { call } from '@/lib/client';
import { serverNow } from '@/lib/clock';
import { formatInstant } from '@/lib/format';
import { putResource, useResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { toast, toastError } from '@/ui/toast';
import { PinForm } from './PinForm';
import { pinKey } from './usePinForm';

function Facts({ pin }: { pin: CardPin }) {
  const t = useTexts(pinTexts);
  if (pin.setAt === null) return null;
  const lockedMs = pin.lockedUntil === null ? 0 : Date.parse(pin.lockedUntil) - serverNow();
  return (
    <Rows>
      <Row title={t.setAt} value={formatInstant(pin.setAt)} />
      {lockedMs > 0 ? (
        <Row icon="lock" title={t.locked(Math.ceil(lockedMs / 60_000))} />
      ) : (
        <Row title={t.leftToday} value={<Money fen={pin.leftTodayFen} />} />
      )}
    </Rows>
  );
}

/** What a PIN is for, whether there is one, and setting, changing or ending it. */
export function PinSheet({ card, onClose }: { card: Card; onClose: () => void }) {
  const t = useTexts(pinTexts);
  const { id: cardId } = card;
  const { data, error, reload } = useResource(pinKey(cardId), () =>
    call('cards.getMyPin', { cardId }),
  );
  const [isTyping, setTyping] = useState(false);
  const [busy, run] = useBusy();
  const isSet = data?.pin.setAt != null;
  const title = isSet ? t.change : t.create;
  const remove = () =>
    run(async () => {
      try {
        putResource(pinKey(cardId), await call('cards.removeMyPin', { cardId }));
        toast(t.removed, 'good');
      } catch (cause) {
        toastError(cause);
      }
    });
  if (isTyping) return <PinForm cardId={cardId} title={title} onClose={onClose} />;
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      action={
        data && (
          <>
            <Button disabled={busy} onTap={() => setTyping(true)}>
              {title}
            </Button>
            {isSet && (
              <Button kind="danger" busy={busy} onTap={remove}>
                {t.remove}
              </Button>
            )}
          </>
        )
      }
    >
      <View className="card-care">
        {t.lines(formatFen(PIN_DAY_LIMIT_FEN)).map((line) => (
          <Text key={line} className="card-care__line">
            {line}
          </Text>
        ))}
        {data && <Facts pin={data.pin} />}
        {!data &&
          (error ? (
            <ErrorNotice error={error} onRetry={() => void reload()} />
          ) : (
            <Skeleton rows={2} />
          ))}
      </View>
    </Sheet>
  );
}
