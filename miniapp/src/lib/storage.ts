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

/** Every key that starts so. */
export function keysWith(keyPrefix: string): string[] {
  try {
    return Taro.getStorageInfoSync()
      .keys.filter((key) => key.startsWith(PREFIX + keyPrefix))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

export function forgetAll(keyPrefix: string): void {
  for (const key of keysWith(keyPrefix)) forget(key);
}
