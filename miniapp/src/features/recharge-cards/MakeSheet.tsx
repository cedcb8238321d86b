import { formatFen, parseYuan } from '@merchant-coin/shared/kernel/money';
import { MAX_BATCH_CARDS, MAX_RECHARGE_CARD_FEN } from '@merchant-coin/shared/recharges/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { rechargeCardTexts } from '@/i18n/rechargeCards';
import { call } from '@/lib/client';
import { asApiError, isUnanswered } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { toastError } from '@/ui/toast';
import { beginDraft, forgetDraft, unsavedDraft, type Draft } from './draft';
import type { PrintedBatch } from './printing';

/**
 * Asks for a batch, or again for the same one. A refusal forgets the draft: nothing was made.
 *
 * @throws ApiError
 */
export async function makeBatch(merchantId: string, draft: Draft): Promise<PrintedBatch> {
  const { requestKey, amountFen, count } = draft;
  try {
    return await call(
      'rechargeCards.createRechargeCardBatch',
      { merchantId, amountFen, count },
      { idempotencyKey: requestKey },
    );
  } catch (cause) {
    const { code, status } = asApiError(cause);
    if (status >= 400 && status < 500 && code !== 'rateLimited' && code !== 'unauthenticated') {
      forgetDraft(merchantId);
    }
    throw cause;
  }
}

function readAmount(text: string): number | null {
  const amountFen = parseYuan(text);
  return amountFen !== null && amountFen <= MAX_RECHARGE_CARD_FEN ? amountFen : null;
}

function readCount(text: string): number | null {
  const count = Number(text);
  return /^\d{1,3}$/.test(text) && count >= 1 && count <= MAX_BATCH_CARDS ? count : null;
}

interface MakeSheetProps {
  merchantId: string;
  onClose: () => void;
  onMade: (printed: PrintedBatch) => void;
}

/** The same draft while what is asked for is the same: a lost answer is asked for with the same key. */
function draftFor(merchantId: string, wanted: Omit<Draft, 'requestKey'>): Draft {
  const kept = unsavedDraft(merchantId);
  const isSame = kept?.amountFen === wanted.amountFen && kept.count === wanted.count;
  return kept && isSame ? kept : beginDraft(merchantId, wanted);
}

/** How much and how many. */
export function MakeSheet({ merchantId, onClose, onMade }: MakeSheetProps) {
  const t = useTexts(rechargeCardTexts);
  const [amountText, setAmountText] = useState('');
  const [countText, setCountText] = useState('');
  const [busy, run] = useBusy();
  const amountFen = readAmount(amountText);
  const count = readCount(countText);
  const isReady = amountFen !== null && count !== null;
  const submit = () => {
    if (!isReady) return;
    run(async () => {
      try {
        onMade(await makeBatch(merchantId, draftFor(merchantId, { amountFen, count })));
      } catch (cause) {
        toastError(cause);
        // Made or not: the draft stays, and the list offers to look again.
        if (isUnanswered(asApiError(cause))) onClose();
      }
    });
  };
  return (
    <Sheet
      title={t.makeTitle}
      onClose={onClose}
      action={
        <Button busy={busy} disabled={!isReady} onTap={submit}>
          {isReady ? t.submit(count) : t.submitEmpty}
        </Button>
      }
    >
      <View className="recharge-cards__form">
        <Field
          label={t.face}
          kind="amount"
          focus
          value={amountText}
          maxLength={8}
          lead={<Text>¥</Text>}
          note={t.faceNote}
          problem={amountText !== '' && amountFen === null ? t.faceWrong : undefined}
          onInput={setAmountText}
        />
        <Field
          label={t.count}
          kind="code"
          value={countText}
          maxLength={3}
          note={isReady ? t.total(count, formatFen(amountFen * count)) : t.countNote}
          problem={countText !== '' && count === null ? t.countWrong : undefined}
          onInput={(text) => setCountText(text.replace(/\D/g, ''))}
          onConfirm={submit}
        />
        <Text className="recharge-cards__once">{t.onceNote}</Text>
      </View>
    </Sheet>
  );
}
