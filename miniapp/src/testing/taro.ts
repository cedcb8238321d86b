/** A device that keeps nothing, as Taro shows it. */
export const EMPTY_STORAGE = {
  getStorageSync: () => '',
  setStorageSync: () => undefined,
  removeStorageSync: () => undefined,
  getStorageInfoSync: () => ({ keys: [] }),
};
