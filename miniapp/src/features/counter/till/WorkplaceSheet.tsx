import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { restartAt } from '@/lib/nav';
import { startWork, stopWork } from '@/lib/work';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { useCounter } from '../context';
import { Workplaces } from './Workplaces';

/** Another store, or the member's side of the app. */
export function WorkplaceSheet() {
  const t = useTexts(counterTexts);
  const { place, openSheet } = useCounter();
  const asMember = () => {
    stopWork();
    restartAt('cards');
  };
  return (
    <Sheet
      title={t.workplace}
      onClose={() => openSheet(null)}
      action={
        <Button kind="plain" icon="swap" onTap={asMember}>
          {t.asMember}
        </Button>
      }
    >
      <Workplaces
        current={place}
        onPick={(chosen) => {
          openSheet(null);
          startWork(chosen);
        }}
      />
    </Sheet>
  );
}
