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

/** Undefined until the first tap; null on a device that makes no sounds of our own, which vibrates all the same. */
let audio: AudioContext | null | undefined;

function createAudio(): AudioContext | null {
  try {
    // WeChat's older versions have none.
    return IS_H5 ? new AudioContext() : (Taro.createWebAudioContext() as unknown as AudioContext);
  } catch {
    return null;
  }
}

/**
 * To be called in each tap and key: browsers let a page sound from then on, and take it back when the page was
 * away.
 */
export function unlockSound(): void {
  if (audio === undefined) audio = createAudio();
  if (audio && audio.state !== 'running') audio.resume().catch(() => undefined);
}

function play(notes: readonly Note[]): void {
  // What is not heard now would be heard later, in a heap.
  if (audio?.state !== 'running') return;
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
