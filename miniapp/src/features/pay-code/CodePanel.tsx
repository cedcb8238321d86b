import { PAY_CODE_STEP_SECONDS } from '@merchant-coin/shared/cards/rules';
import { Text, View } from '@tarojs/components';
import { useMemo } from 'react';
import { useTexts } from '@/i18n';
import { payCodeTexts } from '@/i18n/payCode';
import { a11y } from '@/lib/a11y';
import { inFours } from '@/lib/format';
import { columnWidth, pixelRatio } from '@/lib/platform';
import { useSecondsTo } from '@/lib/useNow';
import { Button } from '@/ui/Button';
import { useElder } from '@/lib/settings';
import { Picture } from '@/ui/Picture';
import { Ring } from '@/ui/Ring';
import { barcodePicture, crispWidth, qrPicture } from './pictures';
import type { ShownCode } from './usePayCode';

/** Beside the code: what index.scss leaves around and inside the panel. */
const MARGINS = 2 * (8 + 20);
const QR_WIDTH = 220;
const BARCODE_HEIGHT = 80;

function Pictures({ code }: { code: string }) {
  const t = useTexts(payCodeTexts);
  const barcode = useMemo(() => barcodePicture(code), [code]);
  const qr = useMemo(() => qrPicture(code), [code]);
  const elder = useElder();
  const ratio = pixelRatio();
  const barcodeWidth = crispWidth(barcode.modulesWide, columnWidth() - MARGINS, ratio);
  const qrWidth = crispWidth(qr.modulesWide, QR_WIDTH, ratio);
  return (
    <View className="pay-code__pictures" {...a11y({ role: 'img', label: t.codeLabel })}>
      <Picture
        className="pay-code__picture"
        src={barcode.src}
        style={{ width: `${barcodeWidth}px`, height: `${BARCODE_HEIGHT}px` }}
      />
      {!elder && <Text className="pay-code__digits">{inFours(code)}</Text>}
      <Picture
        className="pay-code__picture pay-code__qr"
        src={qr.src}
        style={{ width: `${qrWidth}px`, height: `${qrWidth}px` }}
      />
      {elder && <Text className="pay-code__digits--large">{inFours(code)}</Text>}
    </View>
  );
}

/** Drawn anew each second, and nothing around it. */
function Seconds({ toMs, word }: { toMs: number; word: (seconds: number) => string }) {
  const seconds = useSecondsTo(toMs);
  return (
    <>
      <Ring seconds={seconds} of={PAY_CODE_STEP_SECONDS} />
      <Text className="pay-code__time-word">{word(seconds)}</Text>
    </>
  );
}

interface CodePanelProps {
  shown: ShownCode;
  onNext: () => void;
}

/** The code for scanner and camera, how long it lasts, and a new one for the asking. */
export function CodePanel({ shown, onNext }: CodePanelProps) {
  const t = useTexts(payCodeTexts);
  const { code, changesAtMs } = shown;
  return (
    <View>
      <View className="pay-code__panel">
        {code ? (
          <Pictures code={code} />
        ) : (
          <View className="pay-code__wait">
            <Text className="pay-code__wait-title">{t.noneLeft}</Text>
          </View>
        )}
      </View>
      <View className="pay-code__time">
        <Seconds toMs={changesAtMs} word={code ? t.refreshesIn : t.nextIn} />
        <Button kind="quiet" small icon="refresh" disabled={code === null} onTap={onNext}>
          {t.newCode}
        </Button>
      </View>
    </View>
  );
}
