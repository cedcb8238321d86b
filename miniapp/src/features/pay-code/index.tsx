import type { Card, CardFace } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '@/i18n';
import { payCodeTexts } from '@/i18n/payCode';
import { inUseOrder, rememberLastCard, useMyCard, useMyCards } from '@/lib/cards';
import { formatInstant } from '@/lib/format';
import { liveConnected, onLiveEvent } from '@/lib/live';
import { goBack, open } from '@/lib/nav';
import { useStore } from '@/lib/store';
import { Button } from '@/ui/Button';
import { HelpSheet } from '@/ui/HelpSheet';
import { Icon } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { More } from '@/ui/More';
import { Notice } from '@/ui/Notice';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import type { ScreenState } from '@/ui/StateView';
import { AmountSheet } from './AmountSheet';
import { CodePanel } from './CodePanel';
import { Obstacle } from './Obstacle';
import { OnlyThisSum, OtherWays } from './OtherWays';
import { Receipt } from './Receipt';
import { SwitchCard } from './SwitchCard';
import { useBrightScreen } from './useBrightScreen';
import { useSecondsTo } from '@/lib/useNow';
import { usePayCode, type PayCodeState } from './usePayCode';
import { usePayment } from './usePayment';
import './index.scss';

const instantMs = (instant: string | null | undefined) => Date.parse(instant ?? '') || 0;

/** Seconds until the card's codes are taken again; 0 when they are not locked. */
function useLockedSeconds(cardId: string, card: Card | undefined): number {
  const [told, setTold] = useState<string | null>(null);
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.type === 'payCodeLocked' && event.cardId === cardId) setTold(event.until);
      }),
    [cardId],
  );
  return useSecondsTo(Math.max(instantMs(told), instantMs(card?.payCodeLockedUntil)));
}

function Foot({ face, knownAt, cards, offlineCode, onSwitch }: FootProps) {
  const t = useTexts(payCodeTexts);
  const isOld = offlineCode && knownAt > 0;
  return (
    <View className="pay-code__foot">
      {face && (
        <View className="pay-code__balance">
          <Text className="pay-code__balance-word">
            {isOld ? t.balanceAsOf(formatInstant(knownAt)) : t.balance}
          </Text>
          <Money fen={face.balance.spendableFen} className="pay-code__balance-sum" />
        </View>
      )}
      {offlineCode && (
        <View className="pay-code__offline">
          <Icon name="offline" />
          <Text>{t.offline}</Text>
        </View>
      )}
      {face?.balance.spendableFen === 0 && (
        <Button small onTap={() => open('recharge', { cardId: face.id })}>
          {t.recharge}
        </Button>
      )}
      {cards.length > 1 && (
        <Button kind="plain" small icon="swap" onTap={onSwitch}>
          {t.switchCard}
        </Button>
      )}
    </View>
  );
}

interface FootProps {
  face: CardFace | undefined;
  /** When that was true. */
  knownAt: number;
  cards: readonly CardFace[];
  /** A code shows although nothing is heard from the server. */
  offlineCode: boolean;
  onSwitch: () => void;
}

/** The one sum that the code shall pay, from when the member has typed it until it has. */
function useAmount(spentBy: string | null) {
  const [amountFen, setAmountFen] = useState<number | null>(null);
  useEffect(() => {
    if (spentBy) setAmountFen(null);
  }, [spentBy]);
  useEffect(() => {
    // What the code pays stands above it.
    Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined);
  }, [amountFen]);
  return [amountFen, setAmountFen] as const;
}

type OpenSheet = 'switch' | 'amount' | 'help' | null;

interface CodesProps extends Omit<FootProps, 'offlineCode'> {
  cardId: string;
  card: Card | undefined;
  payCode: PayCodeState;
  amountFen: number | null;
  onAmount: () => void;
  onAnySum: () => void;
}

/** What the member shows: the code, or why there is none; and what else helps. */
function Codes({ cardId, card, payCode, amountFen, onAmount, onAnySum, ...foot }: CodesProps) {
  const { shown, next } = payCode;
  const lockedSeconds = useLockedSeconds(cardId, card);
  const connected = useStore(liveConnected);
  const isFrozen = foot.face?.status === 'frozen';
  const code = lockedSeconds === 0 && !isFrozen ? shown : undefined;
  return (
    <View>
      {code && amountFen !== null && <OnlyThisSum amountFen={amountFen} onLeave={onAnySum} />}
      {code ? (
        <CodePanel shown={code} onNext={next} />
      ) : (
        <Obstacle card={card} lockedSeconds={lockedSeconds} payCode={payCode} />
      )}
      <Foot {...foot} offlineCode={code !== undefined && !connected} />
      {code && amountFen === null && (
        <More>
          <OtherWays spoken={code.spoken} onAmount={onAmount} />
        </More>
      )}
    </View>
  );
}

function OneCard({ cardId, onChoose }: { cardId: string; onChoose: (cardId: string) => void }) {
  const t = useTexts(payCodeTexts);
  const { data: card, at: knownAt } = useMyCard(cardId);
  const cards = useMyCards().data ?? [];
  const { entry: payment, spentBy, forget: forgetPayment } = usePayment(cardId);
  const [amountFen, setAmountFen] = useAmount(spentBy);
  const payCode = usePayCode(cardId, amountFen);
  const [sheet, openSheet] = useState<OpenSheet>(null);
  const face = card ?? cards.find(({ id }) => id === cardId);
  const close = () => openSheet(null);
  useEffect(() => {
    // A used code is not shown again, whatever the member does next and with or without a network.
    if (spentBy) payCode.next();
    // Once for each payment; `next` changes with the step.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [spentBy]);
  const takeAmount = (sum: number) => {
    setAmountFen(sum);
    close();
  };
  const spendableFen = face?.balance.spendableFen;
  const sheets = {
    switch: <SwitchCard cards={cards} onChoose={onChoose} onClose={close} />,
    amount: <AmountSheet spendableFen={spendableFen} onClose={close} onDone={takeAmount} />,
    help: face && (
      <HelpSheet
        merchantId={face.merchantId}
        homeStoreName={payment?.storeName ?? null}
        onClose={close}
      />
    ),
  };
  return (
    <Screen
      title={face?.merchant.name ?? t.title}
      leave="close"
      payCode={false}
      className="pay-code"
      action={payment && <Button onTap={goBack}>{t.done}</Button>}
      overlay={sheet && sheets[sheet]}
    >
      {payment ? (
        <View className="pay-code__turned">
          <Receipt entry={payment} />
          <Button kind="quiet" onTap={forgetPayment}>
            {t.showAgain}
          </Button>
          <Button kind="quiet" onTap={() => openSheet('help')}>
            {t.somethingWrong}
          </Button>
        </View>
      ) : (
        <Codes
          {...{ cardId, card, cards, face, knownAt, payCode, amountFen }}
          onSwitch={() => openSheet('switch')}
          onAmount={() => openSheet('amount')}
          onAnySum={() => setAmountFen(null)}
        />
      )}
    </Screen>
  );
}

/** Nothing to pay with yet, or not known yet. */
function NoCard() {
  const t = useTexts(payCodeTexts);
  const content = contentOf(useMyCards());
  const state: ScreenState =
    content.is === 'content'
      ? {
          is: 'empty',
          show: (
            <Notice
              icon="cards"
              title={t.noCardTitle}
              text={t.noCardText}
              action={<Button onTap={() => open('find')}>{t.toFind}</Button>}
            />
          ),
        }
      : content;
  return (
    <Screen
      title={t.title}
      leave="close"
      payCode={false}
      state={state}
      skeleton={<Skeleton cards={1} rows={1} />}
    />
  );
}

/** The pay code of the card that it was opened for, else of the one that was paid with last. */
export default function PayCodePage() {
  const [chosen, setCardId] = useState(useRouter().params.cardId ?? '');
  const [first] = inUseOrder(useMyCards().data ?? []);
  // It stays: the order of the cards changes with each payment.
  const opened = useRef('');
  opened.current ||= first?.id ?? '';
  const cardId = chosen || opened.current;
  useBrightScreen();
  useEffect(() => {
    if (cardId) rememberLastCard(cardId);
  }, [cardId]);
  return cardId ? <OneCard key={cardId} cardId={cardId} onChoose={setCardId} /> : <NoCard />;
}
