import type { CounterTender, MemberCard } from '@merchant-coin/shared';
import { rechargeStepFor } from '@merchant-coin/shared/campaigns/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { counterMemberTexts } from '@/i18n/counterMembers';
import type { ApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { amountOf, typedAmount, type AmountText } from '../amount';
import { useCounter } from '../context';
import { MemberPanel } from '../members/MemberPanel';
import { nameOf } from '../members/MemberHead';
import { stoppedOffline } from '../network';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import { beginSlip, type RechargeSlip } from '../slips/slips';
import type { Resume } from '../stage';
import { TENDERS, useTender } from '../useTender';
import { ConfirmPhone } from './ConfirmPhone';
import { Offers } from './Offers';
import { Sentence } from './Sentence';
import { useOffers } from './useOffers';
import './recharge.scss';

interface RechargeFormProps {
  card: MemberCard;
  phone: string | null;
  amountFen: number | undefined;
  resume: Resume | undefined;
  onCard: (card: MemberCard) => void;
  onOther: () => void;
}

const asText = (fen: number | undefined): AmountText =>
  fen ? String(fen / 100).replace(/(\.\d)$/, '$10') : '';

interface Sale {
  amountFen: number;
  tender: CounterTender;
  /** What the member was told; left out while the offers are not known. */
  bonusFen?: number;
}

/** Sends the recharge and leads to its receipt; a refusal stays beside the form. */
function useRecharging(
  { card, resume }: Pick<RechargeFormProps, 'card' | 'resume'>,
  onOfferChanged: () => void,
) {
  const { place, userId, go } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const recharge = (sale: Sale) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      const { key, settled } = beginSlip<RechargeSlip>(place.storeId, {
        kind: 'recharge',
        userId,
        who: nameOf(card),
        amountFen: sale.amountFen,
        input: { ...place, cardId: card.id, ...sale },
        ...(resume ? { resume } : {}),
      });
      const slip = await settled;
      if (slip?.state === 'refused' && slip.error) {
        setRefusal(slip.error);
        if (slip.error.details.reason === 'offerChanged') onOfferChanged();
      } else go({ is: 'slip', key });
    });
  };
  return { busy, refusal, setRefusal, recharge };
}

/** How much, how it was paid, what it brings; one button with the sum. */
export function RechargeForm(props: RechargeFormProps) {
  const { card, phone, onCard, onOther } = props;
  const t = useTexts(counterMemberTexts);
  const care = useTexts(counterCareTexts);
  const { place } = useCounter();
  const { data: offers, refresh } = useOffers(place.merchantId);
  const [text, setText] = useState(asText(props.amountFen));
  const [tender, setTender] = useTender();
  const [confirming, setConfirming] = useState(false);
  const { busy, refusal, setRefusal, recharge } = useRecharging(props, () => void refresh());
  const amountFen = amountOf(text);
  const offer = rechargeStepFor(offers ?? [], amountFen);
  const told = offers && { bonusFen: offer?.bonusFen ?? 0 };
  const [room, cap] = [formatFen(card.principalRoomFen), formatFen(card.principalCapFen)];
  const roomNote = card.principalRoomFen > 0 ? care.room(room, cap) : care.noRoom(cap);
  const isOver = amountFen > card.principalRoomFen;
  const unconfirmed = !card.phoneConfirmed || refusal?.code === 'phoneUnconfirmed';
  const setAmount = (typed: AmountText) => {
    setText(typed);
    setRefusal(null);
  };
  const tenderWord = t.tenders[tender];
  return (
    <>
      <Panel
        foot={
          unconfirmed ? (
            <>
              <Text className="recharge__first">{t.confirmFirst}</Text>
              <Button onTap={() => setConfirming(true)}>{t.confirm}</Button>
            </>
          ) : (
            <>
              {refusal && <Problem error={refusal} act="recharge" />}
              {!refusal && amountFen > 0 && !isOver && (
                <Sentence tender={tenderWord} amountFen={amountFen} offer={offer} />
              )}
              <Button
                busy={busy}
                disabled={amountFen === 0 || isOver}
                onTap={() => recharge({ amountFen, tender, ...told })}
              >
                {amountFen > 0 ? t.submit(tenderWord, formatFen(amountFen)) : t.submitEmpty}
              </Button>
            </>
          )
        }
      >
        <MemberPanel
          brief
          card={card}
          side={
            <Button kind="quiet" small disabled={busy} onTap={onOther}>
              {t.otherMember}
            </Button>
          }
        />
        <Offers
          offers={offers ?? []}
          amountFen={amountFen}
          onPick={(fen) => setAmount(asText(fen))}
        />
        <View className="recharge__part">
          <Field
            label={t.amount}
            kind="amount"
            value={text}
            placeholder={t.amountNote}
            note={roomNote}
            problem={isOver ? care.overRecharge(room) : undefined}
            lead={<Text>¥</Text>}
            onInput={(typed) => setAmount(typedAmount(typed) ?? text)}
          />
        </View>
        <View className="recharge__part">
          <Text className="recharge__label">{t.tender}</Text>
          <Segments
            label={t.tender}
            value={tender}
            options={TENDERS.map((value) => ({ value, word: t.tenders[value] }))}
            onChange={setTender}
          />
        </View>
      </Panel>
      {confirming && (
        <ConfirmPhone
          card={card}
          phone={phone}
          onClose={() => setConfirming(false)}
          onConfirmed={(confirmed) => {
            setConfirming(false);
            setRefusal(null);
            onCard(confirmed);
          }}
        />
      )}
    </>
  );
}
