/// <reference types="jest" />
const mockTaro: { createWebAudioContext?: () => unknown } = {};
jest.mock('@tarojs/taro', () => ({ __esModule: true, default: mockTaro }));

interface Sound {
  unlockSound: () => void;
  soundDone: () => void;
  soundFailed: () => void;
}

/** As much of a device's audio as is asked of it. */
class FakeAudio {
  state = 'suspended';
  currentTime = 5;
  destination = {};
  startedAt: number[] = [];
  resume = jest.fn(() => Promise.resolve());
  createGain() {
    const gain = { setValueAtTime: jest.fn(), linearRampToValueAtTime: jest.fn() };
    return { gain, connect: jest.fn() };
  }
  createOscillator() {
    return {
      frequency: { value: 0 },
      connect: (next: unknown) => next,
      start: (at: number) => this.startedAt.push(at),
      stop: jest.fn(),
    };
  }
}

const TARGETS = ['h5', 'weapp'] as const;
const made: FakeAudio[] = [];
const make = () => {
  const audio = new FakeAudio();
  made.push(audio);
  return audio;
};

function load(target: (typeof TARGETS)[number]) {
  made.length = 0;
  mockTaro.createWebAudioContext = make;
  Object.assign(globalThis, {
    BUILD_TARGET: target,
    AudioContext: class {
      constructor() {
        return make();
      }
    },
  });
  jest.resetModules();
  return jest.requireActual<Sound>('./sound');
}

describe.each(TARGETS)('on %s', (target) => {
  test('nothing sounds, and nothing is made, before the first tap', () => {
    const { soundDone } = load(target);
    soundDone();
    expect(made).toHaveLength(0);
  });

  test('a tap asks for sound, and again after the device has taken it back', () => {
    const { unlockSound } = load(target);
    unlockSound();
    const [audio] = made as [FakeAudio];
    expect(audio.resume).toHaveBeenCalledTimes(1);
    audio.state = 'running';
    unlockSound();
    expect(audio.resume).toHaveBeenCalledTimes(1);
    audio.state = 'interrupted';
    unlockSound();
    expect(audio.resume).toHaveBeenCalledTimes(2);
    expect(made).toHaveLength(1);
  });

  test('what cannot be heard now is not heard later', () => {
    const { unlockSound, soundDone, soundFailed } = load(target);
    unlockSound();
    const [audio] = made as [FakeAudio];
    soundDone();
    expect(audio.startedAt).toEqual([]);
    audio.state = 'running';
    soundFailed();
    expect(audio.startedAt).toEqual([5, 5.24]);
  });
});

test('a WeChat without audio is silent', () => {
  const { unlockSound, soundDone } = load('weapp');
  delete mockTaro.createWebAudioContext;
  unlockSound();
  expect(soundDone).not.toThrow();
});
