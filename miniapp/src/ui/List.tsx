import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { errorTexts } from '@/i18n/errors';
import type { Pages } from '@/lib/pages';
import { Button } from './Button';
import './List.scss';

interface ListProps<T> {
  pages: Omit<Pages<T>, 'replace'>;
  render: (item: T, index: number, items: readonly T[]) => ReactNode;
  /** From how many rows on the end is worth a word. */
  sayEndFrom?: number;
}

function Foot<T>({ pages, sayEndFrom = 10 }: Omit<ListProps<T>, 'render'>) {
  const t = useTexts(commonTexts);
  const errors = useTexts(errorTexts);
  const { items = [], hasMore, busy, error, loadMore } = pages;
  if (hasMore) {
    return (
      <Button kind="quiet" small busy={busy} onTap={loadMore}>
        {error ? `${errors[error.code].title} · ${t.retry}` : t.loadMore}
      </Button>
    );
  }
  return items.length >= sayEndFrom ? <Text>{t.end}</Text> : null;
}

/** Rows of a growing list. It loads on at the bottom of the page, or by its button. */
export function List<T>({ pages, render, sayEndFrom }: ListProps<T>) {
  const items = pages.items ?? [];
  useReachBottom(() => {
    if (!pages.error) pages.loadMore();
  });
  return (
    <View>
      {items.map((item, index) => render(item, index, items))}
      <View className="list__foot">
        <Foot pages={pages} {...(sayEndFrom === undefined ? {} : { sayEndFrom })} />
      </View>
    </View>
  );
}
