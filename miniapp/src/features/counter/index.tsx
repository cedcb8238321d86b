import { Screen } from '@/ui/Screen';

export default function CounterPage() {
  return <Screen tab="counter" leave="none" />;
}
