import type { Card, RechargeTerms } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { rechargeTexts } from '@/i18n/recharge';
import { rechargeOrderTexts } from '@/i18n/rechargeOrders';
import { amountTextOf } from '@/lib/amount';
import { useMyCard } from '@/lib/cards';
import { call } from '@/lib/client';
import { open } from '@/lib/nav';
import { useResource } from '@/lib/resource';
import { Field } from '@/ui/Field';
import { Mark } from '@/ui/Mark';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { ContractSheet, ContractTick } from './Contract';
import { Foot } from './Foot';
import { Packages } from './Packages';
import { Told } from './Told';
import { useOpenOrder, Waiting } from './Waiting';
import { type RechargeForm, useRecharge } from './useRecharge';
import './index.scss';

/** Longer than any sum with its fen. */
const LONGEST = 11;

function Head({ card }: { card: Card }) {
  const t = useTexts(rechargeTexts);
  return (
    <View className="recharge__head">
      <Mark merchant={card.merchant} />
      <View className="recharge__head-main">
        <Text className="recharge__name">{card.merchant.name}</Text>
        <Text className="recharge__note">{t.balance(formatFen(card.balance.spendableFen))}</Text>
      </View>
    </View>
  );
}

interface FormProps {
  terms: RechargeTerms;
  form: RechargeForm;
  onContract: () => void;
}

function Form({ terms, form, onContract }: FormProps) {
  const t = useTexts(rechargeTexts);
  const { offers, roomFen, capFen, contract } = terms;
  const { text, plan, accepted, mustAccept } = form;
  return (
    <>
      <Packages
        offers={offers}
        amountFen={plan.amountFen}
        roomFen={roomFen}
        onPick={(payFen) => form.type(amountTextOf(payFen))}
      />
      <View className="recharge__part">
        <Field
          label={t.amount}
          kind="amount"
          value={text}
          maxLength={LONGEST}
          placeholder={t.otherAmount}
          lead={<Text>¥</Text>}
          note={t.room(formatFen(roomFen), formatFen(capFen))}
          problem={plan.isOver ? t.over(formatFen(roomFen)) : undefined}
          onInput={form.type}
        />
      </View>
      {contract.acceptedVersion !== contract.version && (
        <ContractTick
          version={contract.version}
          isTicked={accepted}
          problem={mustAccept ? t.agreeFirst : undefined}
          onTick={form.accept}
          onRead={onContract}
        />
      )}
      <Told terms={terms} onContract={onContract} />
    </>
  );
}

/** What it brings and what to know, then one button that pays. */
export default function RechargePage() {
  const t = useTexts(rechargeTexts);
  const orders = useTexts(rechargeOrderTexts);
  const { cardId = '', orderId, payResult } = useRouter().params;
  const resource = useResource(
    `rechargeTerms.${cardId}`,
    () => call('rechargeOrders.getRechargeTerms', { cardId }),
    { keep: true },
  );
  const card = useMyCard(cardId).data;
  const waiting = useOpenOrder(cardId);
  const form = useRecharge({ cardId, orderId, payResult }, resource);
  const [isReading, setReading] = useState(false);
  const terms = resource.data;
  const why = terms?.whyNot ? t.whyNot[terms.whyNot] : null;
  const isTicking = terms && terms.contract.acceptedVersion !== terms.contract.version;
  const isBack = form?.unpaid?.is === 'cancel' || form?.unpaid?.is === 'fail';
  const accept = () => {
    form?.accept(true);
    setReading(false);
  };
  return (
    <Screen
      title={t.title}
      payCode={cardId}
      state={contentOf(resource)}
      action={form && !why && <Foot form={form} />}
      overlay={
        isReading &&
        terms && (
          <ContractSheet
            contract={terms.contract}
            merchantName={card?.merchant.name ?? terms.legalName}
            onAccept={isTicking && !form?.accepted ? accept : null}
            onClose={() => setReading(false)}
          />
        )
      }
    >
      {terms && form && (
        <View>
          {card && <Head card={card} />}
          {/* Just come back from it: the foot says so. */}
          {waiting && !isBack && <Waiting order={waiting} busy={form.busy} onPay={form.payOn} />}
          {why ? (
            <Notice icon="info" title={why.title} text={why.text} />
          ) : (
            <Form terms={terms} form={form} onContract={() => setReading(true)} />
          )}
          <Rows>
            <Row
              icon="clock"
              title={orders.mine}
              note={orders.mineNote}
              onTap={() => open('rechargeOrders', { cardId })}
            />
          </Rows>
        </View>
      )}
    </Screen>
  );
}
