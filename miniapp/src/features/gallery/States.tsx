import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { galleryTexts } from '@/i18n/gallery';
import { serverNow } from '@/lib/clock';
import { useStore } from '@/lib/store';
import { type WaitingNote, waitingNote } from '@/lib/waiting';
import { Button } from '@/ui/Button';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { NavBar } from '@/ui/NavBar';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Skeleton } from '@/ui/Skeleton';
import { StateView, type ScreenState } from '@/ui/StateView';
import { Steps } from '@/ui/Steps';
import { TabBar } from '@/ui/TabBar';
import { toast, toastError } from '@/ui/toast';
import { ToastHost } from '@/ui/ToastHost';
import { WaitingNotice } from '@/ui/WaitingNotice';
import { sampleError } from './samples';
import { nothing, Show } from './Show';

function Bars() {
  const t = useTexts(galleryTexts);
  return (
    <>
      <Show of="NavBar">
        <NavBar title={t.title} onLeave={nothing} />
        <NavBar
          title={t.title}
          leave="close"
          onLeave={nothing}
          side={
            <Button small kind="plain" onTap={nothing}>
              {t.press}
            </Button>
          }
        />
      </Show>
      <Show of="TabBar">
        <View className="gallery__bar">
          <TabBar current="cards" />
        </View>
      </Show>
    </>
  );
}

function Toasts() {
  const t = useTexts(galleryTexts);
  return (
    <Show of="ToastHost">
      {/* The page has one of its own: this one shows the same. */}
      <ToastHost />
      <Button kind="plain" onTap={() => toast(t.toasts.plain)}>
        {t.toasts.plain}
      </Button>
      <Button kind="plain" onTap={() => toast(t.toasts.good, 'good')}>
        {t.toasts.good}
      </Button>
      <Button kind="plain" onTap={() => toastError(sampleError('cardFrozen'))}>
        {t.problem}
      </Button>
    </Show>
  );
}

/** Said above every page while a write waits; here until it is pressed again. */
function Waiting() {
  const t = useTexts(commonTexts);
  const note = useStore(waitingNote);
  const toggle = (wanted: WaitingNote) => waitingNote.set(note === wanted ? null : wanted);
  return (
    <Show of="WaitingNotice">
      <WaitingNotice />
      {(['slow', 'checking'] as const).map((wanted) => (
        <Button key={wanted} kind="plain" onTap={() => toggle(wanted)}>
          {t[wanted]}
        </Button>
      ))}
    </Show>
  );
}

/** What a screen is while it waits, has nothing, or failed; and the bars around it. */
export function States() {
  const t = useTexts(galleryTexts);
  const empty = <Notice icon="bell" title={t.emptyTitle} text={t.emptyText} />;
  const states: ScreenState[] = [
    { is: 'loading' },
    { is: 'loading', slow: true },
    { is: 'empty', show: empty },
    { is: 'error', error: sampleError('internal'), retry: nothing },
    { is: 'content', staleSince: serverNow() },
    { is: 'content', staleSince: serverNow(), slow: true },
  ];
  return (
    <>
      <Show of="StateView">
        {states.map((state, index) => (
          <StateView key={index} state={state}>
            <Rows>
              <Row title={t.one} />
            </Rows>
          </StateView>
        ))}
      </Show>
      <Show of="Skeleton">
        <Skeleton cards={1} rows={2} />
      </Show>
      <Show of="Notice">
        <Notice
          icon="cards"
          title={t.emptyTitle}
          text={t.emptyText}
          small={t.note}
          action={<Button onTap={nothing}>{t.press}</Button>}
        />
      </Show>
      <Show of="ErrorNotice">
        <ErrorNotice error={sampleError('networkFailed')} onRetry={nothing} />
      </Show>
      <Show of="Steps">
        <Steps
          title={t.title}
          steps={t.steps}
          action={<Button onTap={nothing}>{t.press}</Button>}
        />
      </Show>
      <Waiting />
      <Toasts />
      <Bars />
    </>
  );
}
