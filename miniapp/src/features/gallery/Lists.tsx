import { useTexts } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import type { Pages } from '@/lib/pages';
import { BeforeAfter } from '@/ui/BeforeAfter';
import { EntryRow } from '@/ui/EntryRow';
import { HelpRow } from '@/ui/HelpRow';
import { List } from '@/ui/List';
import { MerchantTerms } from '@/ui/MerchantTerms';
import { Money } from '@/ui/Money';
import { More } from '@/ui/More';
import { RefundStory } from '@/ui/RefundStory';
import { Row, Rows } from '@/ui/Rows';
import { Timeline } from '@/ui/Timeline';
import { sampleEntry, sampleError, sampleMerchant, sampleRefund } from './samples';
import { nothing, Show } from './Show';

const SETTLED = {
  busy: false,
  slow: false,
  staleSince: undefined,
  error: undefined,
  loadMore: nothing,
  reload: nothing,
};

function Lists() {
  const t = useTexts(galleryTexts);
  const items = [t.one, t.other];
  const states: Omit<Pages<string>, 'replace'>[] = [
    { ...SETTLED, items, hasMore: false },
    { ...SETTLED, items, hasMore: true },
    { ...SETTLED, items, hasMore: true, busy: true },
    { ...SETTLED, items, hasMore: true, error: sampleError('networkFailed') },
  ];
  return (
    <Show of="List">
      {states.map((pages, index) => (
        <List
          key={index}
          pages={pages}
          sayEndFrom={1}
          render={(item) => <Row key={item} title={item} />}
        />
      ))}
    </Show>
  );
}

/** Lines on a surface, and stories told in lines. */
export function ListsAndStories() {
  const t = useTexts(galleryTexts);
  return (
    <>
      <Show of="Rows">
        <Rows heading={t.word}>
          <Row title={t.one} value={t.word} />
          <Row icon="gift" title={t.one} note={t.note} onTap={nothing} />
          <Row title={t.other} value={<Money fen={2_640} />} end="check" onTap={nothing} />
        </Rows>
      </Show>
      <Lists />
      <Show of="EntryRow">
        <Rows>
          <EntryRow entry={sampleEntry('redeem')} onTap={nothing} />
          <EntryRow entry={sampleEntry('recharge')} onTap={nothing} />
          <EntryRow entry={sampleEntry('hold')} onTap={nothing} />
        </Rows>
      </Show>
      <Show of="More">
        <More>
          <Rows>
            <Row title={t.other} />
          </Rows>
        </More>
      </Show>
      <Show of="HelpRow">
        <HelpRow onTap={nothing} />
      </Show>
      <Show of="BeforeAfter">
        <BeforeAfter
          heading={t.amount}
          before={{ word: t.one, figure: '¥312.00' }}
          after={{ word: t.other, figure: '¥285.60' }}
        />
      </Show>
      <Show of="Timeline">
        <Timeline
          steps={[
            { title: t.one, note: t.note, text: t.word },
            { title: t.other, toCome: true },
          ]}
        />
      </Show>
      <Show of="RefundStory">
        <RefundStory refund={sampleRefund('waiting')} />
        <RefundStory refund={sampleRefund('paid')} />
      </Show>
      <Show of="MerchantTerms">
        <MerchantTerms merchant={sampleMerchant()} />
      </Show>
    </>
  );
}
