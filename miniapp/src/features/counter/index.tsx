import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { slipTexts } from '@/i18n/counterSlips';
import { call } from '@/lib/client';
import { useMerchant } from '@/lib/merchants';
import { open } from '@/lib/nav';
import { updateUser } from '@/lib/session';
import { useWork } from '@/lib/work';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Screen } from '@/ui/Screen';
import { Charge } from './charge/Charge';
import { CounterContext } from './context';
import { HoldView } from './holds/HoldView';
import { HoldsSheet } from './holds/HoldsSheet';
import { MemberView } from './members/MemberView';
import { useOffline } from './network';
import { PickWorkplace } from './PickWorkplace';
import { Recharge } from './recharge/Recharge';
import { RechargeList } from './refunds/RechargeList';
import { Refund } from './refunds/Refund';
import { RefundHistory } from './refunds/RefundHistory';
import { Register } from './register/Register';
import { SellCard } from './sell-card/SellCard';
import { ReverseSheet } from './slips/ReverseSheet';
import { SlipList } from './slips/SlipList';
import { SlipsSheet } from './slips/SlipsSheet';
import { SlipView } from './slips/SlipView';
import { useSlips } from './slips/slips';
import { stageBefore, type SheetName, type Stage } from './stage';
import { CameraSheet } from './till/CameraSheet';
import { DigitsSheet } from './till/DigitsSheet';
import { PhoneSheet } from './till/PhoneSheet';
import { Till } from './till/Till';
import { WorkplaceSheet } from './till/WorkplaceSheet';
import { useCounterState } from './useCounterState';
import { useScanGun } from './useScanGun';
import { useSound } from './useSound';
import './index.scss';

const SHEETS: Record<SheetName, () => JSX.Element> = {
  camera: CameraSheet,
  digits: DigitsSheet,
  phone: PhoneSheet,
  slips: SlipsSheet,
  holds: HoldsSheet,
  workplace: WorkplaceSheet,
};

/** What goes on with the customer; while nothing does, what was done before. */
function StageView({ stage }: { stage: Stage }) {
  const t = useTexts(slipTexts);
  if (stage.is === 'charge') return <Charge source={stage.source} listFen={stage.listFen} />;
  if (stage.is === 'member') return <MemberView source={stage.source} card={stage.card} />;
  if (stage.is === 'recharges') return <RechargeList source={stage.source} card={stage.card} />;
  if (stage.is === 'refund') {
    const { source, card, rechargeId } = stage;
    return <Refund source={source} card={card} rechargeId={rechargeId} />;
  }
  if (stage.is === 'refundHistory') {
    return <RefundHistory card={stage.card} rechargeId={stage.rechargeId} />;
  }
  if (stage.is === 'register') return <Register phone={stage.phone} />;
  if (stage.is === 'hold') return <HoldView hold={stage.hold} />;
  if (stage.is === 'slip') return <SlipView slipKey={stage.key} />;
  if (stage.is === 'sellCard') return <SellCard scanned={stage.scanned} />;
  if (stage.is === 'recharge') {
    const { source, card, amountFen, resume } = stage;
    return <Recharge source={source} card={card} amountFen={amountFen} resume={resume} />;
  }
  return (
    <View className="counter__idle">
      <Text className="rows__heading">{t.heading}</Text>
      <SlipList />
    </View>
  );
}

function Counter({ work }: { work: NonNullable<ReturnType<typeof useWork>> }) {
  const t = useTexts(counterTexts);
  const state = useCounterState(work);
  const { counter, stageId, sheet, reversing, stopReversing, onKey, onGun, onStray } = state;
  const { place, stage, openSheet, go } = counter;
  const merchant = useMerchant(place.merchantId).data;
  const store = merchant?.stores.find(({ id }) => id === place.storeId);
  const offline = useOffline();
  const sending = useSlips(place.storeId).some((slip) => slip.state === 'sending');
  useSound();
  useScanGun({ onKey, onStray, onCode: onGun });
  const isTill = stage.is === 'till';
  const title = isTill ? (store?.name ?? t.title) : stage.is === 'slip' ? '' : t.titles[stage.is];
  const OpenSheet = sheet && SHEETS[sheet];
  return (
    <CounterContext.Provider value={counter}>
      <Screen
        tab="counter"
        className={`counter ${isTill ? '' : 'counter--flow'}`}
        title={title}
        leave={isTill || sending ? 'none' : stage.is === 'slip' ? 'close' : 'back'}
        onLeave={() => go(stageBefore(stage))}
        side={
          isTill && (
            <View className="counter__side">
              <Button
                kind="plain"
                small
                icon="calendar"
                onTap={() => open('today', { merchantId: place.merchantId })}
              >
                {t.today}
              </Button>
              <Button kind="plain" small icon="swap" onTap={() => openSheet('workplace')}>
                {t.switch}
              </Button>
            </View>
          )
        }
        overlay={
          <>
            {OpenSheet && <OpenSheet />}
            {reversing && <ReverseSheet slipKey={reversing} onClose={stopReversing} />}
          </>
        }
      >
        {/* In a place of its own: else WeChat would be handed the whole counter anew with it. */}
        <View>
          {offline && (
            <View className="counter__offline">
              <Icon name="offline" />
              <Text>{t.offline}</Text>
            </View>
          )}
        </View>
        <View className="counter__sides">
          <View className="counter__till">
            <Till />
          </View>
          {/* Around what is new at each stage: else WeChat would be handed the till anew as well. */}
          <View className="counter__stages">
            <View className={`counter__stage ${isTill ? '' : 'counter__stage--on'}`} key={stageId}>
              <StageView stage={stage} />
            </View>
          </View>
        </View>
      </Screen>
    </CounterContext.Provider>
  );
}

/** Roles change while people are signed in: the counter asks once when it opens. */
function useFreshPosts(): void {
  useEffect(() => {
    call('accounts.getMe', {}).then(updateUser, () => undefined);
  }, []);
}

export default function CounterPage() {
  const work = useWork();
  useFreshPosts();
  return work ? <Counter key={work.place.storeId} work={work} /> : <PickWorkplace />;
}
