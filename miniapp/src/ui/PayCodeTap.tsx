import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { open } from '@/lib/nav';
import { useWork } from '@/lib/work';
import { Icon } from './Icon';
import { Tap } from './Tap';

/** The one tap to the pay code on pages without a tab bar; of the card that the page is about, or of the one used last. */
export function PayCodeTap({ cardId }: { cardId: string | undefined }) {
  const t = useTexts(commonTexts);
  const atWork = useWork() !== null;
  return (
    <Tap
      className="nav-bar__pay"
      label={atWork ? t.tabs.ownPay : t.tabs.pay}
      onTap={() => open('payCode', cardId ? { cardId } : {})}
    >
      <Icon name="pay" />
    </Tap>
  );
}
