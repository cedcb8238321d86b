import Taro from '@tarojs/taro';
import { IS_H5 } from '@/lib/platform';

interface Note {
  hertz: number;
  /** From the start of the sound. */
  atSeconds: number;
  lastsSeconds: number;
}

/** Up and short for done, low and twice for failed: told apart across a noisy shop. */
const DONE: readonly Note[] = [
  { hertz: 880, atSeconds: 0, lastsSeconds: 0.09 },
  { hertz: 1320, atSeconds: 0.09, lastsSeconds: 0.14 },
];
const FAILED: readonly Note[] = [
  { hertz: 220, atSeconds: 0, lastsSeconds: 0.18 },
  { hertz: 196, atSeconds: 0.24, lastsSeconds: 0.3 },
];
const LOUDNESS = 0.25;

let kept: AudioContext | null | undefined;

/** Null on a device that makes no sounds of our own; it vibrates all the same. */
function context(): AudioContext | null {
  try {
    kept ??= IS_H5 ? new AudioContext() : (Taro.createWebAudioContext() as unknown as AudioContext);
  } catch {
    kept = null;
  }
  return kept;
}

function play(notes: readonly Note[]): void {
  const audio = context();
  if (!audio) return;
  // A browser lets a page sound from its first tap on; what came before stays silent.
  if (audio.state === 'suspended') void audio.resume().catch(() => undefined);
  for (const { hertz, atSeconds, lastsSeconds } of notes) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + atSeconds;
    tone.frequency.value = hertz;
    // Fades out: a tone that is cut clicks.
    volume.gain.setValueAtTime(LOUDNESS, start);
    volume.gain.linearRampToValueAtTime(0, start + lastsSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + lastsSeconds);
  }
}

function quietly(notes: readonly Note[]): void {
  try {
    play(notes);
  } catch {
    // A sound is never worth a broken receipt.
  }
}

export const soundDone = (): void => quietly(DONE);
export const soundFailed = (): void => quietly(FAILED);
