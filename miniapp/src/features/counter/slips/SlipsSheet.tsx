import { useTexts } from '@/i18n';
import { slipTexts } from '@/i18n/counterSlips';
import { Sheet } from '@/ui/Sheet';
import { useCounter } from '../context';
import { SlipList } from './SlipList';

export function SlipsSheet() {
  const t = useTexts(slipTexts);
  const { openSheet } = useCounter();
  return (
    <Sheet title={t.heading} onClose={() => openSheet(null)}>
      <SlipList />
    </Sheet>
  );
}
