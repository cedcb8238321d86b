import type { CorrectionKind, MemberCard } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { call, type CallInput } from '@/lib/client';
import { formatDate, today } from '@/lib/format';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import { amountOf, typedAmount } from '../../amount';
import { useCounter } from '../../context';
import { stoppedOffline } from '../../network';
import { Problem } from '../../Problem';
import { nameOf } from '../MemberHead';
import type { CareSheetProps } from './props';
import { type Direction, endOfBonus, lastDayOfBonus, outlookOf, type Wanted } from './correction';
import { CardOutlook, useFigure } from './Outlook';
import { Reason } from './Reason';

const KINDS = ['principal', 'bonus', 'points'] as const;
const DIRECTIONS = ['down', 'up'] as const;
const DAYS = ['30', '90', '180', '365'] as const;
type Days = (typeof DAYS)[number];
const POINTS_DIGITS = 7;

const numberTyped = (kind: CorrectionKind, text: string): number =>
  kind === 'points' ? Number(text) || 0 : amountOf(text);

const addsBonus = ({ kind, direction }: Wanted) => kind === 'bonus' && direction === 'up';

/** The body of the request, the same at each try of one act. */
function changeOf(wanted: Wanted, days: Days): Partial<CallInput<'cards.correctCard'>> {
  const delta = wanted.direction === 'up' ? wanted.amount : -wanted.amount;
  if (wanted.kind === 'points') return { deltaPoints: delta };
  if (!addsBonus(wanted)) return { deltaFen: delta };
  return { deltaFen: delta, expiresAt: endOfBonus(today(), Number(days)) };
}

interface FiguresProps {
  card: MemberCard;
  wanted: Wanted;
  text: string;
  days: Days;
  onKind: (kind: CorrectionKind) => void;
  onDirection: (direction: Direction) => void;
  onText: (text: string) => void;
  onDays: (days: Days) => void;
}

/** What is changed, which way, and by how much. */
function Figures({ card, wanted, text, days, ...on }: FiguresProps) {
  const t = useTexts(counterCareTexts);
  const { kind, direction } = wanted;
  const isPoints = kind === 'points';
  const { isOverRoom } = outlookOf(card, wanted);
  const overRoom = t.overRoom(formatFen(card.principalRoomFen), formatFen(card.principalCapFen));
  const type = (typed: string) =>
    on.onText(
      isPoints ? typed.replace(/\D/g, '').slice(0, POINTS_DIGITS) : (typedAmount(typed) ?? text),
    );
  return (
    <>
      <Segments
        label={t.kind}
        value={kind}
        options={KINDS.map((value) => ({ value, word: t.kinds[value] }))}
        onChange={on.onKind}
      />
      <Segments
        label={t.direction}
        value={direction}
        options={DIRECTIONS.map((value) => ({ value, word: t.directions[value] }))}
        onChange={on.onDirection}
      />
      <Field
        label={isPoints ? t.points : t.amount}
        kind={isPoints ? 'code' : 'amount'}
        value={text}
        lead={isPoints ? undefined : <Text>¥</Text>}
        problem={isOverRoom ? overRoom : undefined}
        onInput={type}
      />
      {addsBonus(wanted) && (
        <View>
          <Text className="recharge__label">{t.days}</Text>
          <Segments
            label={t.days}
            value={days}
            options={DAYS.map((value) => ({ value, word: t.daysOf(Number(value)) }))}
            onChange={on.onDays}
          />
          <Text className="care__note">
            {t.endsOn(formatDate(lastDayOfBonus(today(), Number(days)), { year: true }))}
          </Text>
        </View>
      )}
    </>
  );
}

/** The owner puts right what is on the card; before and after stand side by side until it is sent. */
export function CorrectSheet({ card, onClose, onDone }: CareSheetProps) {
  const t = useTexts(counterCareTexts);
  const { merchantId } = useCounter().place;
  const [kind, setKind] = useState<CorrectionKind>('principal');
  const [direction, setDirection] = useState<Direction>('down');
  const [text, setText] = useState('');
  const [days, setDays] = useState<Days>('90');
  const [reason, setReason] = useState('');
  const { busy, error, forgetError, act } = useKeyedAct();
  const wanted: Wanted = { kind, direction, amount: numberTyped(kind, text) };
  const outlook = outlookOf(card, wanted);
  const figure = useFigure(kind);
  const said = reason.trim();
  const isReady = wanted.amount > 0 && said !== '' && !outlook.isOverRoom;
  const correct = () => {
    if (stoppedOffline()) return;
    const change = changeOf(wanted, days);
    const input = { merchantId, cardId: card.id, kind, reason: said, ...change };
    act(async (options) => {
      await call('cards.correctCard', input, options);
      toast(t.correctDone, 'good');
      onDone();
    });
  };
  return (
    <Sheet
      title={t.correctTitle(nameOf(card))}
      onClose={onClose}
      action={
        <Button busy={busy} disabled={!isReady} onTap={correct}>
          {isReady ? t.correctTo(figure(outlook.after)) : t.correctEmpty}
        </Button>
      }
    >
      <View className="care">
        <Figures
          card={card}
          wanted={wanted}
          text={text}
          days={days}
          onKind={(chosen) => {
            setKind(chosen);
            setText('');
            forgetError();
          }}
          onDirection={setDirection}
          onText={setText}
          onDays={setDays}
        />
        <CardOutlook kind={kind} outlook={outlook} />
        <Reason value={reason} usual={t.correctReasons} note={t.reasonKept} onReason={setReason} />
        {error && <Problem error={error} act="care" />}
      </View>
    </Sheet>
  );
}
