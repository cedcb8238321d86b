import { formatFen } from '@merchant-coin/shared/kernel/money';
import {
  cleanRechargeCardCode,
  formatRechargeCardCode,
  readRechargeCardCode,
  RECHARGE_CARD_CODE_LENGTH,
} from '@merchant-coin/shared/recharges/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { errorTexts, inOneLine } from '@/i18n/errors';
import { loadCardTexts } from '@/i18n/loadCard';
import { a11y } from '@/lib/a11y';
import { isUnanswered, type ApiError } from '@/lib/errors';
import { dateOf, formatDate } from '@/lib/format';
import { IS_WEAPP } from '@/lib/platform';
import { scanInWechat } from '@/lib/scan';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Sheet } from '@/ui/Sheet';
import { Tap } from '@/ui/Tap';
import { toastError } from '@/ui/toast';
import type { Loaded, Preview } from './loading';
import { useLoading } from './useLoading';
import './load.scss';

/** What a refusal means to the member, who has a paid card in hand. */
function useProblem(): (error: ApiError, isUnknown: boolean) => string {
  const t = useTexts(loadCardTexts);
  const errors = useTexts(errorTexts);
  return (error, isUnknown) => {
    const { code, details, retryAfterSeconds = 60 } = error;
    if (isUnknown) return t.unknown;
    if (code === 'conflict' && details.reason === 'alreadyLoaded') return t.alreadyLoaded;
    if (code === 'forbidden' && details.reason === 'soldBySelf') return t.soldBySelf;
    if (code === 'rateLimited') return t.tooMany(Math.ceil(retryAfterSeconds / 60));
    if (code === 'phoneUnconfirmed') return t.unconfirmed;
    const text = errors[code];
    return `${text.title}${text.title.endsWith('.') ? ' ' : '。'}${inOneLine(text)}`;
  };
}

function Bonus({ bonusFen, bonusExpiresAt }: Pick<Preview, 'bonusFen' | 'bonusExpiresAt'>) {
  const t = useTexts(loadCardTexts);
  if (bonusFen === 0 || bonusExpiresAt === null) return null;
  const until = formatDate(dateOf(bonusExpiresAt), { year: true });
  return <Row title={t.bonus} note={t.bonusUntil(until)} value={<Money fen={bonusFen} />} />;
}

function Facts({ preview }: { preview: Preview }) {
  const t = useTexts(loadCardTexts);
  const { amountFen, capFen, roomFen, storeName } = preview;
  return (
    <View>
      <Rows>
        <Row title={t.value} value={<Money fen={amountFen} />} />
        <Bonus {...preview} />
        <Row title={t.from} value={storeName} />
      </Rows>
      {roomFen < amountFen && (
        <Text className="load-card__problem">
          {t.noRoom(formatFen(capFen), formatFen(roomFen))}
        </Text>
      )}
    </View>
  );
}

function Success({ loaded, onClose }: { loaded: Loaded; onClose: () => void }) {
  const t = useTexts(loadCardTexts);
  const { recharge, balance } = loaded;
  return (
    <Sheet title={t.title} onClose={onClose} action={<Button onTap={onClose}>{t.done}</Button>}>
      <View className="load-card__done" {...a11y({ role: 'status', live: 'assertive' })}>
        <View className="load-card__mark">
          <Icon name="check" />
        </View>
        <Text className="load-card__title">{t.loaded}</Text>
        <Money fen={recharge.amountFen + recharge.bonusFen} signed className="load-card__sum" />
      </View>
      <Rows>
        <Bonus {...recharge} />
        <Row title={t.balance} value={<Money fen={balance.spendableFen} />} />
      </Rows>
    </Sheet>
  );
}

/** From the code under the scratch film to coins on the card. */
export function LoadSheet({ cardId, onClose }: { cardId: string; onClose: () => void }) {
  const t = useTexts(loadCardTexts);
  const problemOf = useProblem();
  const { preview, loaded, error, busy, isUnknown, forget, look, load } = useLoading(cardId);
  const [text, setText] = useState('');
  if (loaded) return <Success loaded={loaded} onClose={onClose} />;
  const code = readRechargeCardCode(text);
  const isSlip = text.length === RECHARGE_CARD_CODE_LENGTH && code === null;
  const take = (typed: string) => {
    const cleaned = cleanRechargeCardCode(typed);
    if (cleaned === text || busy) return;
    setText(cleaned);
    forget();
    const complete = readRechargeCardCode(cleaned);
    if (complete !== null) look(complete);
  };
  const scan = () => {
    scanInWechat().then((read) => {
      if (read !== null) take(read);
    }, toastError);
  };
  const hasRoom = preview !== null && preview.roomFen >= preview.amountFen;
  // What was refused would be refused again, and counted as one more wrong code.
  const mayLook = code !== null && (error === null || isUnanswered(error));
  const problem = isSlip ? t.slip : error ? problemOf(error, isUnknown) : undefined;
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      action={
        preview && code !== null ? (
          <Button busy={busy} disabled={!hasRoom} onTap={() => load(code)}>
            {t.load(formatFen(preview.amountFen))}
          </Button>
        ) : (
          <Button busy={busy} disabled={!mayLook} onTap={() => mayLook && look(code)}>
            {t.check}
          </Button>
        )
      }
    >
      <View className="load-card">
        <Field
          label={t.code}
          focus
          value={formatRechargeCardCode(text)}
          placeholder={t.placeholder}
          // Longer than a code with its dashes: what is pasted may have spaces or words around it.
          maxLength={40}
          note={t.note(text.length)}
          problem={problem}
          onInput={take}
          onConfirm={() => mayLook && !preview && look(code)}
          trail={
            IS_WEAPP && (
              <Tap label={t.scan} onTap={scan}>
                <Icon name="scan" />
              </Tap>
            )
          }
        />
        {preview && <Facts preview={preview} />}
      </View>
    </Sheet>
  );
}
