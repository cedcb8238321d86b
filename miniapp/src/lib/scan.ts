import Taro from '@tarojs/taro';

/** What WeChat's own scanner read; null when it was closed without a code. */
export async function scanInWechat(): Promise<string | null> {
  try {
    const { result } = await Taro.scanCode({
      onlyFromCamera: true,
      scanType: ['qrCode', 'barCode'],
    });
    return result;
  } catch (cause) {
    const { errMsg = '' } = cause as { errMsg?: string };
    if (errMsg.includes('cancel')) return null;
    throw cause;
  }
}
