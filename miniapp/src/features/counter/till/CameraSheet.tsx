import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { sellCardTexts } from '@/i18n/counterSellCard';
import { a11y } from '@/lib/a11y';
import { CameraError, watchCamera, type CameraProblem } from '@/lib/scanCamera';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Sheet } from '@/ui/Sheet';
import { useCounter } from '../context';
import './CameraSheet.scss';

const OTHER_CODE_MS = 1_500;

/** The camera's picture, until a pay code (or the card that is to be sold) is in it. */
function Finder({ onProblem }: { onProblem: (problem: CameraProblem) => void }) {
  const t = useTexts(counterTexts);
  const sellCard = useTexts(sellCardTexts);
  const { takeCode, stage } = useCounter();
  const other = stage.is === 'sellCard' ? sellCard.notCard : t.cameraOther;
  const video = useRef<HTMLVideoElement>(null);
  const [running, setRunning] = useState(false);
  const [otherAt, setOtherAt] = useState(0);
  const take = useRef(takeCode);
  take.current = takeCode;
  useEffect(() => {
    if (!video.current) return undefined;
    const stop = new AbortController();
    const onText = (text: string) => {
      if (take.current(text)) stop.abort();
      else setOtherAt(Date.now());
    };
    watchCamera(video.current, stop.signal, onText).catch((cause: unknown) => {
      if (!stop.signal.aborted) onProblem(cause instanceof CameraError ? cause.problem : 'missing');
    });
    return () => stop.abort();
  }, [onProblem]);
  useEffect(() => {
    if (otherAt === 0) return undefined;
    const timer = setTimeout(() => setOtherAt(0), OTHER_CODE_MS);
    return () => clearTimeout(timer);
  }, [otherAt]);
  return (
    <View className="camera">
      <video
        ref={video}
        className="camera__picture"
        muted
        playsInline
        onPlaying={() => setRunning(true)}
      />
      <View className="camera__frame" {...a11y({ hidden: true })} />
      <Text className={`camera__hint ${otherAt ? 'camera__hint--wrong' : ''}`}>
        {otherAt ? other : running ? t.cameraHint : t.cameraStarting}
      </Text>
    </View>
  );
}

/** Scanning in a browser. Whatever keeps the camera shut, the digits can be typed. */
export function CameraSheet() {
  const t = useTexts(counterTexts);
  const sellCard = useTexts(sellCardTexts);
  const { openSheet, stage } = useCounter();
  const isCard = stage.is === 'sellCard';
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  return (
    <Sheet
      title={isCard ? sellCard.scan : t.cameraTitle}
      onClose={() => openSheet(null)}
      action={
        <Button
          kind={problem ? 'primary' : 'plain'}
          onTap={() => openSheet(isCard ? null : 'digits')}
        >
          {t.typeInstead}
        </Button>
      }
    >
      {problem ? (
        <View className="camera-problem">
          <Notice
            icon="warn"
            {...t.cameraProblems[problem]}
            action={
              problem !== 'unsupported' && (
                <Button kind="plain" small onTap={() => setProblem(null)}>
                  {t.cameraRetry}
                </Button>
              )
            }
          />
        </View>
      ) : (
        <Finder onProblem={setProblem} />
      )}
    </Sheet>
  );
}
