import type { RechargeOrderRow } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { memberRechargeTexts } from '@/i18n/memberRecharges';
import { rechargeOrderTexts } from '@/i18n/rechargeOrders';
import { formatInstant, inFours } from '@/lib/format';
import { Row, Rows } from '@/ui/Rows';
import { Sheet } from '@/ui/Sheet';

type Fact = [label: string, value: string | null];

function useFacts(order: RechargeOrderRow): Fact[] {
  const t = useTexts(memberRechargeTexts);
  const { states, reasons } = useTexts(rechargeOrderTexts);
  const { waitingFor } = useTexts(refundTexts);
  const { state, refundReason, refundProblem, createdAt, expiresAt, paidAt } = order;
  const isUnpaid = state === 'created' || state === 'paying';
  return [
    [t.state, states[state]],
    [t.reason, refundReason && reasons[refundReason]],
    [t.refundProblem, refundProblem && waitingFor[refundProblem]],
    [t.card, inFours(order.cardNumber)],
    [t.phone, order.phoneMasked],
    [t.orderedAt, formatInstant(createdAt)],
    [t.expiresAt, isUnpaid ? formatInstant(expiresAt) : null],
    [t.paidAt, paidAt && formatInstant(paidAt)],
    [t.transactionId, order.transactionId],
    [t.orderNumber, order.id],
  ];
}

/** The sums of an order in a line. */
export function useOrderSum(): (order: RechargeOrderRow) => string {
  const t = useTexts(rechargeOrderTexts);
  return ({ amountFen, bonusFen }) => {
    const amount = formatFen(amountFen);
    return bonusFen > 0 ? t.sum(amount, formatFen(bonusFen)) : t.sumPlain(amount);
  };
}

/** One order with everything that is known of it. */
export function OrderSheet({ order, onClose }: { order: RechargeOrderRow; onClose: () => void }) {
  const facts = useFacts(order);
  const sumOf = useOrderSum();
  return (
    <Sheet title={sumOf(order)} onClose={onClose}>
      <View className="payee__facts">
        <Rows>
          {facts.map(
            ([label, value]) =>
              value && (
                <Row
                  key={label}
                  title={<Text className="payee__fact">{label}</Text>}
                  value={<Text className="payee__code">{value}</Text>}
                />
              ),
          )}
        </Rows>
      </View>
    </Sheet>
  );
}
