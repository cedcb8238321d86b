import type { Network } from './network';

interface Callbacks {
  success?: (result: object) => void;
  fail?: (problem: object) => void;
  complete?: (result: object) => void;
}

/** Answers a call that always succeeds, as WeChat does: a moment later. */
function succeed(options: Callbacks | undefined, result: object): void {
  setTimeout(() => {
    options?.success?.(result);
    options?.complete?.(result);
  });
}

/** What a person does in WeChat's payment sheet; how it ended, in WeChat's words. */
export type PaymentSheet = (payment: Record<string, string>) => Promise<string>;

export interface WxOptions {
  network: Network;
  /** What WeChat keeps for the app; survives a restart. */
  storage: Map<string, unknown>;
  /** Whose WeChat this is, to the stand-in. */
  person: string;
  payIn: PaymentSheet;
  /** What WeChat's scanner reads. */
  scan: () => string;
  navigation: Record<string, (options: never) => void>;
  launchScene: () => number;
}

export interface ScreenState {
  brightness: number;
  awake: boolean;
}

type PrivacyAnswer = { event: string; buttonId?: string };
type PrivacyListener = (resolve: (answer: PrivacyAnswer) => void) => void;

/** What WeChat holds back until the person has agreed. */
export class Privacy {
  readonly answers: PrivacyAnswer[] = [];
  private listener: PrivacyListener | undefined;

  readonly onNeedPrivacyAuthorization = (listener: PrivacyListener): void => {
    this.listener = listener;
  };

  /** A personal datum is about to leave the phone for the first time. */
  ask(): void {
    if (!this.listener) throw new Error('the app leaves the question to WeChat');
    this.listener((answer) => this.answers.push(answer));
  }
}

interface SubscribeCall extends Callbacks {
  tmplIds: string[];
}

/** Whoever it is allows whatever they are asked. */
const allowMessages = (call: SubscribeCall) =>
  succeed(call, Object.fromEntries(call.tmplIds.map((id) => [id, 'accept'])));

let codes = 0;
/** WeChat gives out each code once. */
export const nextCode = (): number => (codes += 1);

const WINDOW = { windowWidth: 390, windowHeight: 844, pixelRatio: 3, statusBarHeight: 47 };
const CAPSULE = { top: 51, bottom: 83, left: 288, right: 378, width: 90, height: 32 };

function storageOf(storage: WxOptions['storage']) {
  return {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 0, limitSize: 10_240 }),
  };
}

/** The screen's light, which a page may turn up. */
function lightOf(state: ScreenState) {
  return {
    getScreenBrightness: (options?: Callbacks) => succeed(options, { value: state.brightness }),
    setScreenBrightness: (options: Callbacks & { value: number }) => {
      state.brightness = options.value;
      succeed(options, {});
    },
    setKeepScreenOn: (options: Callbacks & { keepScreenOn: boolean }) => {
      state.awake = options.keepScreenOn;
      succeed(options, {});
    },
  };
}

/** The payment sheet, with what it takes and nothing else. */
function sheetOf(payIn: PaymentSheet) {
  return {
    requestPayment: ({ success, fail, complete, ...payment }: Callbacks) => {
      void payIn(payment as Record<string, string>).then((errMsg) => {
        (errMsg === 'requestPayment:ok' ? success : fail)?.({ errMsg });
        complete?.({ errMsg });
      });
    },
  };
}

interface Phone {
  wx: object;
  screen: ScreenState;
  privacy: Privacy;
}

/** What the app under test asks of WeChat. Everything else is as miniprogram-simulate mocks it. */
export function makeWx(options: WxOptions): Phone {
  const { network, storage, person, payIn, scan, navigation, launchScene } = options;
  const { request, connectSocket, onNetworkStatusChange } = network;
  const screen = { brightness: 0.4, awake: false };
  const privacy = new Privacy();
  const wx = {
    ...(globalThis as unknown as { wx: object }).wx,
    ...{ request, connectSocket, onNetworkStatusChange },
    ...storageOf(storage),
    ...lightOf(screen),
    ...sheetOf(payIn),
    ...navigation,
    scanCode: (call: Callbacks) => succeed(call, { result: scan() }),
    requestSubscribeMessage: allowMessages,
    getEnterOptionsSync: () => ({ scene: launchScene() }),
    canIUse: () => true,
    onNeedPrivacyAuthorization: privacy.onNeedPrivacyAuthorization,
    getWindowInfo: () => WINDOW,
    getMenuButtonBoundingClientRect: () => CAPSULE,
    login: (call: Callbacks) =>
      succeed(call, { errMsg: 'login:ok', code: `code:${person}:${nextCode()}` }),
  };
  return { wx, screen, privacy };
}
