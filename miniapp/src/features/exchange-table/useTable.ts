import type { ExchangeOption, ExchangeTable } from '@merchant-coin/shared';
import { textsNow } from '@/i18n';
import { exchangeTableTexts } from '@/i18n/exchangeTable';
import { call } from '@/lib/client';
import { asApiError } from '@/lib/errors';
import { putResource, type Resource, useResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { toast, toastError } from '@/ui/toast';

export type OptionDraft = Omit<ExchangeOption, 'id'>;

const withoutId = ({ points, bonusFen, validDays, active }: OptionDraft): OptionDraft => ({
  points,
  bonusFen,
  validDays,
  active,
});

interface Change {
  /** Null for a new one. */
  option: ExchangeOption | null;
  /** In place of the option; null takes it away. */
  draft: OptionDraft | null;
  /** What is said once it is done. */
  said: string;
}

interface Table {
  resource: Resource<ExchangeTable>;
  busy: boolean;
  /** `onSettled`: the sheet has nothing more to say; also where someone else was first. */
  change: (change: Change, onSettled: () => void) => void;
}

/** The merchant's table, changed as a whole: what someone else changed meanwhile is seen first. */
export function useTable(merchantId: string): Table {
  const key = `exchangeTable.${merchantId}`;
  const resource = useResource(key, () => call('cards.getExchangeTable', { merchantId }), {
    keep: true,
  });
  const [busy, run] = useBusy();
  const table = resource.data;
  const change: Table['change'] = ({ option, draft, said }, onSettled) =>
    run(async () => {
      if (!table) return;
      const others = table.options.filter(({ id }) => id !== option?.id);
      const options = [...others, ...(draft ? [draft] : [])].map(withoutId);
      const { version } = table;
      try {
        putResource(key, await call('cards.setExchangeTable', { merchantId, version, options }));
        toast(said, 'good');
        onSettled();
      } catch (cause) {
        if (asApiError(cause).code !== 'conflict') return toastError(cause);
        toast(textsNow(exchangeTableTexts).changedMeanwhile, 'bad');
        await resource.refresh();
        onSettled();
      }
    });
  return { resource, busy, change };
}
