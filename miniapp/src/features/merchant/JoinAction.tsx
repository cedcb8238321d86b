import type { Merchant } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { textsNow, useTexts } from '@/i18n';
import { findTexts } from '@/i18n/find';
import { merchantTexts } from '@/i18n/merchant';
import { signInFor } from '@/lib/afterSignIn';
import { useMyCards } from '@/lib/cards';
import { joinMerchant } from '@/lib/joining';
import { askForMessages, useMessageTemplates } from '@/lib/messages';
import { open } from '@/lib/nav';
import { sessionStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { tellNotJoined } from '@/ui/notJoined';
import { toast } from '@/ui/toast';

interface JoinActionProps {
  merchant: Merchant;
  scene: string | undefined;
}

/** The one thing to do at a merchant: join it, sign in for that, or look at the card that one has. */
export function JoinAction({ merchant, scene }: JoinActionProps) {
  const t = useTexts(merchantTexts);
  const session = useStore(sessionStore);
  if (merchant.status !== 'open' || !merchant.issuing) {
    return <Text className="merchant__note">{t.closed}</Text>;
  }
  if (session?.user.phone) return <MemberAction merchant={merchant} scene={scene} />;
  const query = { merchantId: merchant.id, ...(scene && { scene }) };
  return <Button onTap={() => signInFor('merchant', query)}>{t.signInToJoin}</Button>;
}

function MemberAction({ merchant, scene }: JoinActionProps) {
  const t = useTexts(merchantTexts);
  const find = useTexts(findTexts);
  const { data: cards, error } = useMyCards();
  const [busy, run] = useBusy();
  useMessageTemplates();
  const card = cards?.find((each) => each.merchant.id === merchant.id);
  if (card) return <Button onTap={() => open('card', { cardId: card.id })}>{t.seeCard}</Button>;
  const join = () =>
    run(async () => {
      askForMessages('approvalAsked');
      try {
        const { id: cardId } = await joinMerchant(merchant, scene);
        toast(textsNow(findTexts).joined(merchant.name), 'good');
        open('card', { cardId });
      } catch (cause) {
        tellNotJoined(cause);
      }
    });
  return (
    <Button busy={busy} disabled={!cards && !error} onTap={join}>
      {find.agreeAndJoin}
    </Button>
  );
}
