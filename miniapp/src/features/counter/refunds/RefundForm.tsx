import type { MemberCard, Refund, RefundViews } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import type { RefundReason, RefundView } from '@merchant-coin/shared/refunds/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { refundStoryTexts } from '@/i18n/refundStory';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { Segments } from '@/ui/Segments';
import { Choice } from '../Choice';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import type { Source } from '../stage';
import { HistoryRow } from './HistoryRow';
import { Compare, RefundLines, RefundSum } from './RefundLines';
import { useKeptCall } from './useKeptCall';

const NOTE_LENGTH = 200;

interface RefundFormProps {
  source: Source;
  card: MemberCard;
  views: RefundViews;
  onOpened: (refund: Refund) => void;
  /** The sum on the screen is no longer true. */
  onOutdated: () => void;
}

interface ViewsProps {
  views: RefundViews;
  allowed: readonly RefundView[];
  picked: RefundView;
  onPick: (view: RefundView) => void;
}

function ViewChoices({ views, allowed, picked, onPick }: ViewsProps) {
  const t = useTexts(refundTexts);
  const story = useTexts(refundStoryTexts);
  if (allowed.length < 2) return null;
  const sumOf = (view: RefundView) => views.sums.find((sum) => sum.view === view)?.refundFen ?? 0;
  return (
    <View className="refund__part">
      <Text className="refund__label">{t.how}</Text>
      <View className="choices">
        {allowed.map((view) => (
          <Choice
            key={view}
            title={story.views[view]}
            value={formatFen(sumOf(view))}
            selected={view === picked}
            onTap={() => onPick(view)}
          />
        ))}
      </View>
      <Text className="refund__note">{t.howNote}</Text>
    </View>
  );
}

/** The reason selects how the used part is priced; every line says what it counts for, before anything moves. */
export function RefundForm({ source, card, views, onOpened, onOutdated }: RefundFormProps) {
  const t = useTexts(refundTexts);
  const { place } = useCounter();
  const [reason, setReason] = useState<RefundReason>('memberChange');
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<RefundView | null>(null);
  const { busy, error, send } = useKeptCall('recharges.openRefund', ({ code }) => {
    if (code === 'conflict') onOutdated();
  });
  const allowed = views.choices.find((choice) => choice.reason === reason)?.views ?? [];
  const view = chosen && allowed.includes(chosen) ? chosen : (allowed[0] ?? 'listPrice');
  const sum = views.sums.find((each) => each.view === view);
  const refundFen = sum?.refundFen ?? 0;
  const { rechargeId } = views;
  const said = note.trim();
  const open = () =>
    send(
      { ...place, rechargeId, reason, view, refundFen, ...(said ? { note: said } : {}) },
      ({ refund }) => onOpened(refund),
    );
  return (
    <Panel
      foot={
        <>
          {error && <Problem error={error} act="refund" />}
          <Button busy={busy} disabled={refundFen === 0} onTap={open}>
            {refundFen > 0 ? t.submit(formatFen(refundFen)) : t.nothing}
          </Button>
        </>
      }
    >
      <MemberHead card={card} />
      <View className="refund__part">
        <Text className="refund__label">{t.reason}</Text>
        <Segments
          label={t.reason}
          value={reason}
          options={views.choices.map(({ reason: value }) => ({ value, word: t.reasons[value] }))}
          onChange={setReason}
        />
      </View>
      <ViewChoices views={views} allowed={allowed} picked={view} onPick={setChosen} />
      {sum && <RefundSum views={views} sum={sum} />}
      {refundFen === 0 && <Notice icon="info" title={t.nothing} text={t.nothingText} />}
      <Compare views={views} />
      {sum && <RefundLines views={views} sum={sum} />}
      {refundFen > 0 && (
        <View className="refund__part">
          <Field
            label={t.note}
            value={note}
            maxLength={NOTE_LENGTH}
            placeholder={t.notePlaceholder}
            onInput={setNote}
          />
        </View>
      )}
      {views.refund && <HistoryRow source={source} card={card} rechargeId={rechargeId} />}
    </Panel>
  );
}
