import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Tap } from '@/ui/Tap';
import { amountOf } from '../amount';
import { useCounter } from '../context';
import { OpenHolds } from '../holds/OpenHolds';
import { nameOf } from '../members/MemberHead';
import { LastSlip } from '../slips/LastSlip';
import { stageForTyping, type Held } from '../stage';
import { Amount } from './Amount';
import { Keypad } from './Keypad';
import './Till.scss';

function HeldMember({ held, onDrop }: { held: Held; onDrop: () => void }) {
  const t = useTexts(counterTexts);
  return (
    <View className="till__held">
      <Icon name="me" />
      <Text className="till__held-name">{nameOf(held.card)}</Text>
      <Money fen={held.card.balance.spendableFen} />
      <Tap className="till__held-drop" onTap={onDrop}>
        {t.drop}
      </Tap>
    </View>
  );
}

interface WayProps {
  icon: IconName;
  word: string;
  onTap: () => void;
  disabled: boolean;
}

function Way({ icon, word, onTap, disabled }: WayProps) {
  return (
    <Tap className="till__way" disabled={disabled} onTap={onTap}>
      <Icon name={icon} />
      <Text className="till__way-word">{word}</Text>
    </Tap>
  );
}

/** The one thing to do next with what is typed: scan, or charge the member who was named already. */
function GoOn({ held, disabled }: { held: Held | undefined; disabled: boolean }) {
  const t = useTexts(counterTexts);
  const { amount, scan, go } = useCounter();
  const listFen = amountOf(amount);
  if (held && listFen > 0) {
    return (
      <Button disabled={disabled} onTap={() => go({ is: 'charge', source: held.source, listFen })}>
        {t.chargeFor(formatFen(listFen))}
      </Button>
    );
  }
  return (
    <Button icon="scan" disabled={disabled} onTap={scan}>
      {listFen > 0 ? t.scanFor(formatFen(listFen)) : t.scan}
    </Button>
  );
}

/** The keypad and the ways to name the member: amount first, then scan, all with one thumb. */
export function Till() {
  const t = useTexts(counterTexts);
  const { stage, amount, pressKey, clearAmount, openSheet, go } = useCounter();
  const held = stage.is === 'till' ? stage.held : undefined;
  const disabled = stageForTyping(stage) === null;
  const typedFen = amountOf(amount);
  const recharge = () =>
    go({ is: 'recharge', ...(typedFen > 0 ? { amountFen: typedFen } : {}), ...held });
  return (
    <View className="till">
      {/* What comes and goes has a place of its own: else WeChat would be handed the keypad anew with it. */}
      <View>
        <LastSlip />
        <OpenHolds />
      </View>
      <Amount text={amount} disabled={disabled} onClear={clearAmount} />
      <View>{held && <HeldMember held={held} onDrop={() => go({ is: 'till' })} />}</View>
      <Keypad disabled={disabled} onKey={pressKey} />
      <View className="till__go-on">
        <GoOn held={held} disabled={disabled} />
      </View>
      <View className="till__ways">
        <Way icon="phone" word={t.phone} disabled={disabled} onTap={() => openSheet('phone')} />
        <Way icon="pencil" word={t.digits} disabled={disabled} onTap={() => openSheet('digits')} />
        <Way icon="coin" word={t.recharge} disabled={disabled} onTap={recharge} />
        <Way
          icon="person-plus"
          word={t.register}
          disabled={disabled}
          onTap={() => go({ is: 'register' })}
        />
      </View>
    </View>
  );
}
