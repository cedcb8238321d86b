import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { meTexts } from '@/i18n/me';
import { signOut } from '@/lib/signOut';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';

export function SignOutSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts(meTexts);
  const [busy, run] = useBusy();
  const leave = () => run(signOut);
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
