import Taro from '@tarojs/taro';

const PREFIX = 'mc.';

/** Reads what `save` kept; undefined when there is nothing or the storage is out of reach. */
export function load<T>(key: string): T | undefined {
  try {
    const text: unknown = Taro.getStorageSync(PREFIX + key);
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** A full or forbidden storage must not break a screen: what is kept there can be asked for again. */
export function save(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(PREFIX + key, JSON.stringify(value));
  } catch {
    // See above.
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(PREFIX + key);
  } catch {
    // See above.
  }
}

/** Forgets every key that starts so. */
export function forgetAll(keyPrefix: string): void {
  try {
    for (const key of Taro.getStorageInfoSync().keys) {
      if (key.startsWith(PREFIX + keyPrefix)) Taro.removeStorageSync(key);
    }
  } catch {
    // See above.
  }
}
