import { connectSocket, request } from './network';
import { navigation } from './pages';

interface Callbacks {
  success?: (result: object) => void;
  fail?: (problem: object) => void;
  complete?: (result: object) => void;
}

/** Whose WeChat this is, and what it does when the app asks; set by the test. */
export interface Person {
  /** To the stand-in. */
  name: string;
  phone: string;
  /** What the camera will read next. */
  scan: string | null;
}

declare global {
  var person: Person;
  var wx: object;
}

const SCENE_FROM_LIST = 1001;
const CAPSULE = { top: 51, bottom: 83, left: 288, right: 378, width: 90, height: 32 };

let codes = 0;
/** WeChat gives out each code once, to everybody. */
const nextCode = (): string => `${Date.now()}${(codes += 1)}`;

/** What `getPhoneNumber` answers. */
export const phoneAnswer = (): object => ({
  code: `phone:${person.phone}:${nextCode()}`,
  errMsg: 'getPhoneNumber:ok',
});

/** A call that always works, and says so a moment later. */
const answer =
  (result: () => object = () => ({})) =>
  (call?: Callbacks): void => {
    setTimeout(() => {
      call?.success?.(result());
      call?.complete?.(result());
    });
  };

function scanCode(call: Callbacks): void {
  setTimeout(() => {
    const result = person.scan;
    if (result === null) call.fail?.({ errMsg: 'scanCode:fail cancel' });
    else call.success?.({ result, errMsg: 'scanCode:ok' });
    call.complete?.({});
  });
}

const storage = new Map<string, unknown>();
const windowInfo = () => ({
  windowWidth: innerWidth,
  windowHeight: innerHeight,
  pixelRatio: devicePixelRatio,
  statusBarHeight: 47,
});

/** Where elements are, in the order asked for. */
function createSelectorQuery(): object {
  const looks: (() => unknown)[] = [];
  const query = {
    in: () => query,
    select: (selector: string) => ({
      boundingClientRect: () => {
        looks.push(() => document.querySelector(selector)?.getBoundingClientRect());
        return query;
      },
    }),
    exec: (done?: (found: unknown[]) => void) => {
      setTimeout(() => done?.(looks.map((look) => look())));
    },
  };
  return query;
}

/**
 * What the app asks of WeChat. Taro takes over the own keys that it finds, so what is missing here is missing
 * in the app and says so.
 */
export function makeWx(): object {
  return {
    ...navigation,
    ...{ request, connectSocket, scanCode, createSelectorQuery },
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 0, limitSize: 10_240 }),
    getWindowInfo: windowInfo,
    getSystemInfoSync: () => ({ ...windowInfo(), platform: 'ios', SDKVersion: '3.5.0' }),
    getAppBaseInfo: () => ({ language: 'zh_CN', SDKVersion: '3.5.0' }),
    getDeviceInfo: () => ({ platform: 'ios' }),
    getEnterOptionsSync: () => ({ scene: SCENE_FROM_LIST }),
    getLaunchOptionsSync: () => ({ scene: SCENE_FROM_LIST }),
    getMenuButtonBoundingClientRect: () => CAPSULE,
    getUpdateManager: () => ({ onUpdateReady: () => undefined, onUpdateFailed: () => undefined }),
    canIUse: () => true,
    nextTick: (act: () => void) => void Promise.resolve().then(act),
    onNetworkStatusChange: () => undefined,
    onNeedPrivacyAuthorization: () => undefined,
    getNetworkType: answer(() => ({ networkType: 'wifi' })),
    login: answer(() => ({ code: `code:${person.name}:${nextCode()}`, errMsg: 'login:ok' })),
    getScreenBrightness: answer(() => ({ value: 0.5 })),
    setScreenBrightness: answer(),
    setKeepScreenOn: answer(),
    vibrateShort: answer(),
    vibrateLong: answer(),
    pageScrollTo: answer(),
    requestSubscribeMessage: (call: Callbacks & { tmplIds: string[] }) =>
      answer(() => Object.fromEntries(call.tmplIds.map((id) => [id, 'accept'])))(call),
  };
}
