import type { CounterTender, RechargeCard } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import {
  readRechargeCard,
  RECHARGE_CARD_CODE_LENGTH,
  RECHARGE_CARD_NUMBER_LENGTH,
} from '@merchant-coin/shared/recharges/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { sellCardTexts } from '@/i18n/counterSellCard';
import type { ApiError } from '@/lib/errors';
import { inFours } from '@/lib/format';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { useCounter } from '../context';
import { stoppedOffline } from '../network';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import { beginSlip, type SellCardSlip } from '../slips/slips';
import { TENDERS, useTender } from '../useTender';
import { useRechargeCard, type Looked } from './useRechargeCard';
import '../recharge/recharge.scss';

/** Sends the sale and leads to its receipt; a refusal stays beside the card. */
function useSelling() {
  const { place, userId, go } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const sell = ({ number, amountFen }: RechargeCard, tender: CounterTender) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      const { key, settled } = beginSlip<SellCardSlip>(place.storeId, {
        kind: 'sellCard',
        userId,
        who: inFours(number),
        amountFen,
        input: { ...place, number, tender },
      });
      const slip = await settled;
      if (slip?.state === 'refused' && slip.error) setRefusal(slip.error);
      else go({ is: 'slip', key });
    });
  };
  return { busy, refusal, forget: () => setRefusal(null), sell };
}

function Found({ card }: { card: RechargeCard }) {
  const t = useTexts(sellCardTexts);
  return (
    <View className="recharge__part">
      <Rows>
        <Row title={t.value} value={<Money fen={card.amountFen} />} />
        <Row title={t.number} value={inFours(card.number)} />
      </Rows>
      {card.status !== 'unsold' && (
        <Text className="recharge__first">{t.refused[card.status]}</Text>
      )}
    </View>
  );
}

function Answer({ looked, onRetry }: { looked: Looked; onRetry: () => void }) {
  const t = useTexts(sellCardTexts);
  if (looked.is === 'looking') return <Skeleton rows={2} />;
  if (looked.is === 'found') return <Found card={looked.card} />;
  if (looked.is === 'none') return null;
  if (looked.error.code === 'notFound') {
    return <Text className="recharge__first">{t.notFound}</Text>;
  }
  return <Problem error={looked.error} act="recharge" onRetry={onRetry} />;
}

const COMPLETE = [RECHARGE_CARD_NUMBER_LENGTH, RECHARGE_CARD_CODE_LENGTH];

/** The card's number or code is whole, but one of its characters is wrong. */
function isMistyped(text: string): boolean {
  return COMPLETE.includes(text.replace(/[\s-]/g, '').length) && readRechargeCard(text) === null;
}

/** Sells a recharge card: its number, what it is worth, how it was paid, one button. */
export function SellCard({ scanned }: { scanned: string | undefined }) {
  const t = useTexts(sellCardTexts);
  const words = useTexts(counterMemberTexts);
  const { place, scan } = useCounter();
  const [text, setText] = useState(scanned ?? '');
  const [tender, setTender] = useTender();
  const [looked, lookAgain] = useRechargeCard(place.merchantId, text);
  const { busy, refusal, forget, sell } = useSelling();
  const card = looked.is === 'found' && looked.card.status === 'unsold' ? looked.card : null;
  const tenderWord = words.tenders[tender];
  return (
    <Panel
      foot={
        card ? (
          <>
            {refusal && <Problem error={refusal} act="recharge" />}
            {!refusal && (
              <Text className="recharge__sentence">
                {t.sentence(tenderWord, formatFen(card.amountFen))}
              </Text>
            )}
            <Button busy={busy} onTap={() => sell(card, tender)}>
              {t.submit(tenderWord, formatFen(card.amountFen))}
            </Button>
          </>
        ) : (
          <Button icon="scan" onTap={scan}>
            {t.scan}
          </Button>
        )
      }
    >
      <View className="recharge__part">
        <Field
          label={t.field}
          focus
          value={text}
          maxLength={24}
          placeholder={t.placeholder}
          note={t.note}
          problem={isMistyped(text) ? t.wrong : undefined}
          onInput={(typed) => {
            setText(typed);
            forget();
          }}
        />
      </View>
      <Answer looked={looked} onRetry={lookAgain} />
      {card && (
        <View className="recharge__part">
          <Text className="recharge__label">{words.tender}</Text>
          <Segments
            label={words.tender}
            value={tender}
            options={TENDERS.map((value) => ({ value, word: words.tenders[value] }))}
            onChange={setTender}
          />
        </View>
      )}
    </Panel>
  );
}
