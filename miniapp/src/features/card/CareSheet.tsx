import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { cardCareTexts } from '@/i18n/cardCare';
import { errorTexts, inOneLine } from '@/i18n/errors';
import { a11y } from '@/lib/a11y';
import type { ApiError } from '@/lib/errors';
import { refreshAll } from '@/lib/resource';
import { Sheet } from '@/ui/Sheet';

/** Looks at the card anew, wherever it shows. */
export function refreshCard(cardId: string): void {
  refreshAll('cards', `card.${cardId}`, `entries.${cardId}`);
}

function useProblem(error: ApiError): { title: string; text: string } {
  const t = useTexts(cardCareTexts);
  const common = useTexts(errorTexts)[error.code];
  if (error.code === 'conflict') return { title: t.staleTitle, text: t.staleText };
  if (error.details.reason === 'frozenByStaff') {
    return { title: t.staffFrozeTitle, text: t.staffFrozeText };
  }
  return { title: common.title, text: inOneLine(common) };
}

function Problem({ error }: { error: ApiError }) {
  const { title, text } = useProblem(error);
  return (
    <View className="card-care__problem" {...a11y({ role: 'alert', live: 'assertive' })}>
      <Text className="card-care__problem-title">{title}</Text>
      <Text className="card-care__line">{text}</Text>
    </View>
  );
}

interface CareSheetProps {
  title: string;
  lines: readonly string[];
  error: ApiError | null;
  action: ReactNode;
  onClose: () => void;
}

/** What an act on one's card will do, in a few lines, and what went wrong with it. */
export function CareSheet({ title, lines, error, action, onClose }: CareSheetProps) {
  return (
    <Sheet title={title} onClose={onClose} action={action}>
      <View className="card-care">
        {lines.map((line) => (
          <Text key={line} className="card-care__line">
            {line}
          </Text>
        ))}
        {error && <Problem error={error} />}
      </View>
    </Sheet>
  );
}
