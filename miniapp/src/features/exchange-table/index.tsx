import type { ExchangeOption } from '@merchant-coin/shared';
import { MAX_EXCHANGE_OPTIONS } from '@merchant-coin/shared/cards/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { exchangeTableTexts } from '@/i18n/exchangeTable';
import { formatPoints } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { toast } from '@/ui/toast';
import { OptionSheet } from './OptionSheet';
import { type OptionDraft, useTable } from './useTable';
import './index.scss';

const isSame = (one: OptionDraft, other: OptionDraft): boolean =>
  one.points === other.points &&
  one.bonusFen === other.bonusFen &&
  one.validDays === other.validDays;

/** What members get for their points; the owner's to set. */
export default function ExchangeTablePage() {
  const t = useTexts(exchangeTableTexts);
  const common = useTexts(commonTexts);
  const { merchantId = '' } = useRouter().params;
  const { resource, busy, change } = useTable(merchantId);
  const [opened, setOpened] = useState<ExchangeOption | 'new' | null>(null);
  const options = resource.data?.options ?? [];
  const edited = opened === 'new' ? null : opened;
  const isFull = options.length >= MAX_EXCHANGE_OPTIONS;
  const close = () => setOpened(null);
  const save = (draft: OptionDraft) => {
    const others = options.filter(({ id }) => id !== edited?.id);
    if (others.some((option) => isSame(option, draft))) return toast(t.twice, 'bad');
    change({ option: edited, draft, said: common.saved }, close);
  };
  const remove = () => change({ option: edited, draft: null, said: t.removed }, close);
  return (
    <Screen
      title={t.title}
      state={contentOf(resource)}
      action={
        resource.data && (
          <Button disabled={isFull} onTap={() => setOpened('new')}>
            {isFull ? t.full(MAX_EXCHANGE_OPTIONS) : t.add}
          </Button>
        )
      }
      overlay={
        opened && (
          <OptionSheet
            option={edited}
            busy={busy}
            onSave={save}
            onRemove={remove}
            onClose={close}
          />
        )
      }
    >
      {options.length === 0 ? (
        <Notice icon="gift" title={t.emptyTitle} text={t.emptyText} />
      ) : (
        <View>
          <Text className="exchange-table__intro">{t.intro}</Text>
          <Rows>
            {options.map((option) => (
              <Row
                key={option.id}
                title={t.row(formatPoints(option.points), formatFen(option.bonusFen))}
                note={t.goodFor(option.validDays)}
                {...(option.active ? {} : { value: t.off })}
                onTap={() => setOpened(option)}
              />
            ))}
          </Rows>
        </View>
      )}
    </Screen>
  );
}
