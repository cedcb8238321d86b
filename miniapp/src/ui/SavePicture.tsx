import { textsNow, useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { pictureTexts } from '@/i18n/pictures';
import { IS_H5 } from '@/lib/platform';
import { type NotSaved, savePicture } from '@/lib/savePicture';
import { useBusy } from '@/lib/useBusy';
import { Button } from './Button';
import { toast } from './toast';

interface SavePictureProps {
  /** A data URL, or WeChat's temporary file; undefined while there is none yet. */
  picture: string | undefined;
  fileName: string;
}

function say(problem: NotSaved | null): void {
  const t = textsNow(pictureTexts);
  if (problem === null) toast(IS_H5 ? textsNow(commonTexts).saved : t.saved, 'good');
  else if (problem !== 'cancelled') toast(problem === 'denied' ? t.denied : t.failed);
}

/** The one button that saves a picture and says how that went. */
export function SavePicture({ picture, fileName }: SavePictureProps) {
  const t = useTexts(pictureTexts);
  const [busy, run] = useBusy();
  const save = () =>
    run(async () => {
      if (picture) say(await savePicture(picture, fileName));
    });
  return (
    <Button busy={busy} disabled={!picture} onTap={save}>
      {IS_H5 ? t.download : t.save}
    </Button>
  );
}
