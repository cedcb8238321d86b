import Taro from '@tarojs/taro';
import { IS_H5 } from './platform';

/** Why a picture is not in the album: the person said no, or something went wrong. */
export type NotSaved = 'denied' | 'cancelled' | 'failed';

/** A data URL as a file, which is what the album takes. */
function fileOf(dataUrl: string, fileName: string): string {
  const [head = '', data = ''] = dataUrl.split(',');
  const extension = head.includes('png') ? 'png' : 'jpg';
  const path = `${Taro.env.USER_DATA_PATH}/${fileName}.${extension}`;
  Taro.getFileSystemManager().writeFileSync(path, data, 'base64');
  return path;
}

function download(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName}.${url.startsWith('data:image/jpeg') ? 'jpg' : 'png'}`;
  link.click();
}

function reasonOf(errMsg: string): NotSaved {
  if (/auth|permission|privacy/.test(errMsg)) return 'denied';
  return errMsg.includes('cancel') ? 'cancelled' : 'failed';
}

/**
 * Puts a picture (a data URL, or in WeChat a temporary file) into the album; a browser downloads it. Null
 * where that went well.
 */
export async function savePicture(picture: string, fileName: string): Promise<NotSaved | null> {
  if (IS_H5) {
    download(picture, fileName);
    return null;
  }
  try {
    const filePath = picture.startsWith('data:') ? fileOf(picture, fileName) : picture;
    await Taro.saveImageToPhotosAlbum({ filePath });
    return null;
  } catch (cause) {
    return reasonOf(String((cause as { errMsg?: unknown } | null)?.errMsg));
  }
}
