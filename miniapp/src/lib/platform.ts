import Taro from '@tarojs/taro';

export const IS_H5 = BUILD_TARGET === 'h5';
export const IS_WEAPP = BUILD_TARGET === 'weapp';

/** Opened from Moments: one page to look at, without sign-in and without a way to other pages. */
export const SINGLE_PAGE_SCENE = 1154;

export function isSinglePage(): boolean {
  return IS_WEAPP && Taro.getEnterOptionsSync().scene === SINGLE_PAGE_SCENE;
}

interface BarMetrics {
  /** Height of the system's status bar above the page, in px. */
  statusBar: number;
  /** Height of the navigation row below it. */
  row: number;
  /** Width that WeChat's capsule button covers at the right end of the row. */
  capsule: number;
}

const PLAIN_BAR: BarMetrics = { statusBar: 0, row: 48, capsule: 0 };
let measuredBar: BarMetrics | undefined;

function measureBar(): BarMetrics {
  if (!IS_WEAPP) return PLAIN_BAR;
  try {
    const { statusBarHeight = 20, windowWidth } = Taro.getWindowInfo();
    const capsule = Taro.getMenuButtonBoundingClientRect();
    if (!capsule.height) return { ...PLAIN_BAR, statusBar: statusBarHeight };
    return {
      statusBar: statusBarHeight,
      row: (capsule.top - statusBarHeight) * 2 + capsule.height,
      capsule: windowWidth - capsule.left,
    };
  } catch {
    return { ...PLAIN_BAR, statusBar: 20 };
  }
}

/** Where a page may draw its own navigation row. */
export function barMetrics(): BarMetrics {
  measuredBar ??= measureBar();
  return measuredBar;
}

/** How much larger than usual the person has set the system's text: 1 is standard. */
export function systemTextScale(): number {
  if (IS_H5) return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  try {
    // The factor is newer than Taro's typings.
    return (Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number }).fontSizeScaleFactor ?? 1;
  } catch {
    return 1;
  }
}

export function systemLanguage(): string {
  if (IS_H5) return navigator.language;
  try {
    return Taro.getAppBaseInfo().language ?? 'zh_CN';
  } catch {
    return 'zh_CN';
  }
}

/** Width of the column that content may use, in px; on a desktop the app is a centred column. */
export function columnWidth(): number {
  const width = IS_H5 ? window.innerWidth : Taro.getWindowInfo().windowWidth;
  return Math.min(width || 375, 480);
}

export function pixelRatio(): number {
  return (IS_H5 ? window.devicePixelRatio : Taro.getWindowInfo().pixelRatio) || 2;
}

/** Tells when the device loses its network and when it has one again. */
export function onNetworkChange(listener: (online: boolean) => void): void {
  if (IS_H5) {
    window.addEventListener('online', () => listener(true));
    window.addEventListener('offline', () => listener(false));
    return;
  }
  Taro.onNetworkStatusChange(({ isConnected }) => listener(isConnected));
}
