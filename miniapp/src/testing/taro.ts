/** What the device keeps, for a test to look into. */
export const stored = new Map<string, string>();

/** Taro's way to it. */
export const storage = {
  getStorageSync: (key: string) => stored.get(key) ?? '',
  setStorageSync: (key: string, value: string) => void stored.set(key, value),
  removeStorageSync: (key: string) => void stored.delete(key),
  getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
};
