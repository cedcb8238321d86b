import type { Reconciliation } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { memberRechargeTexts } from '@/i18n/memberRecharges';
import { call } from '@/lib/client';
import { formatDate, formatInstant } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { Icon } from '@/ui/Icon';
import { List } from '@/ui/List';
import { Money } from '@/ui/Money';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import './index.scss';

type Difference = Reconciliation['differences'][number];

function DifferenceRow({ difference }: { difference: Difference }) {
  const t = useTexts(memberRechargeTexts);
  const { kind, billFen, ourFen, orderNumber, refundNumber, transactionId } = difference;
  const sumOf = (fen: number | null) => (fen === null ? t.notThere : formatFen(fen));
  return (
    <Row
      title={t.kinds[kind]}
      note={
        <>
          <View>{t.sums(sumOf(billFen), sumOf(ourFen))}</View>
          <View className="payee__code">{refundNumber ?? orderNumber}</View>
          {transactionId && <View className="payee__code">{transactionId}</View>}
        </>
      }
    />
  );
}

/** How the two sides compare: in a word, then difference by difference. */
function Verdict({ day }: { day: Reconciliation }) {
  const t = useTexts(memberRechargeTexts);
  const { differenceCount, differences } = day;
  const isRight = differenceCount === 0;
  const isCut = differences.length < differenceCount;
  return (
    <View className={`payee__verdict ${isRight ? '' : 'payee__verdict--wrong'}`}>
      <Icon name={isRight ? 'check' : 'warn'} />
      <Text>
        {isRight ? t.matches : t.differences(differenceCount)}
        {isCut ? ` · ${t.onlyFirst(differences.length)}` : ''}
      </Text>
    </View>
  );
}

function Day({ day }: { day: Reconciliation }) {
  const t = useTexts(memberRechargeTexts);
  const { date, mchid, madeAt, payments, paymentsFen, refunds, refundsFen, differences } = day;
  return (
    <Rows heading={formatDate(date)}>
      <Row title={t.payments(payments)} value={<Money fen={paymentsFen} />} />
      <Row title={t.refunds(refunds)} value={<Money fen={refundsFen} />} />
      <Verdict day={day} />
      {differences.map((difference, index) => (
        <DifferenceRow key={index} difference={difference} />
      ))}
      <View className="payee__made">{t.account(mchid, formatInstant(madeAt))}</View>
    </Rows>
  );
}

/** WeChat Pay's bill beside our orders, day by day. */
export default function ReconciliationsPage() {
  const t = useTexts(memberRechargeTexts);
  const { merchantId = '' } = useRouter().params;
  const pages = usePages<Reconciliation>(
    `reconciliations.${merchantId}`,
    (cursor) => call('rechargeOrders.listReconciliations', { merchantId, cursor }),
    { keep: true },
  );
  return (
    <Screen
      title={t.reconciliations}
      state={contentOfPages(pages, <Notice icon="info" title={t.noBill} text={t.noBillText} />)}
    >
      <List pages={pages} render={(day) => <Day key={`${day.date} ${day.payeeId}`} day={day} />} />
    </Screen>
  );
}
