import Taro from '@tarojs/taro';

/** Hands a number to the device's own dialler; whether one calls is said there. */
export function callPhone(phoneNumber: string): void {
  Taro.makePhoneCall({ phoneNumber }).catch(() => undefined);
}
