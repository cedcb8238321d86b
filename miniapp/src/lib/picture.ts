import Taro from '@tarojs/taro';
import { call, type CallInput } from './client';
import { IS_H5 } from './platform';

type PictureName = 'merchants.getStoreAppCode' | 'cards.getMyAppCode';

const PNG_START = 0x89;

/** Taro's own answers nothing for these bytes in a browser. */
function base64Of(bytes: ArrayBuffer): string {
  if (!IS_H5) return Taro.arrayBufferToBase64(bytes);
  const characters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte));
  return btoa(characters.join(''));
}

/** A picture of the API's as a data URL. Rejects with `ApiError`. */
export async function callForPicture<N extends PictureName>(
  name: N,
  input: CallInput<N>,
): Promise<string> {
  const bytes = (await call(name, input, { asPicture: true })) as unknown as ArrayBuffer;
  const type = new Uint8Array(bytes)[0] === PNG_START ? 'png' : 'jpeg';
  return `data:image/${type};base64,${base64Of(bytes)}`;
}
