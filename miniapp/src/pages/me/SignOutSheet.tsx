import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { meTexts } from '@/i18n/me';
import { call } from '@/lib/client';
import { IS_WEAPP } from '@/lib/platform';
import { signOutHere } from '@/lib/session';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';

export function SignOutSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts(meTexts);
  const [busy, run] = useBusy();
  const leave = () =>
    run(async () => {
      // Without a network the session ends here all the same, and on the server when it runs out.
      await call('accounts.signOut', { forgetWechat: IS_WEAPP }).catch(() => undefined);
      signOutHere();
    });
  return (
    <Sheet
      title={t.signOutTitle}
      onClose={onClose}
      action={
        <Button busy={busy} onTap={leave}>
          {t.signOut}
        </Button>
      }
    >
      <View>
        <Text className="me__text">{t.signOutText}</Text>
      </View>
    </Sheet>
  );
}
