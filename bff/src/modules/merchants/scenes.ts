import { mongo } from 'mongoose';
import { randomBytes } from 'node:crypto';
import { isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import { appCode } from '../../wechat/app-code';
import { type SceneDocument, SceneModel, type SceneTarget } from './scenes.model';

/** The page that every code opens; published with the mini-program. */
const PAGE = 'features/merchant/index';
/** 20 characters, not to be guessed. */
const SCENE_BYTES = 15;

/** Where a code leads. @throws AppError `notFound` */
export async function sceneOf(scene: string): Promise<SceneTarget> {
  const found = await SceneModel.findOne({ _id: scene }, { picture: 0 }).lean<SceneDocument>();
  if (!found) throw new AppError('notFound');
  return found;
}

/** What a code tells about a merchant; null for another merchant's, an unknown one, or none. */
export async function sceneAt(
  merchantId: string,
  scene: string | undefined,
): Promise<SceneTarget | null> {
  if (scene === undefined) return null;
  const found = await SceneModel.findOne({ _id: scene, merchantId }).lean<SceneDocument>();
  return found;
}

/**
 * The picture of the code that leads there, drawn by WeChat once and kept. A target always has the same code,
 * so that a printed one stays good.
 *
 * @throws OutsideError: `unavailable` while WeChat does not draw it.
 */
export async function appCodeFor(target: SceneTarget, now: Date): Promise<Buffer> {
  const { _id: scene, picture } = await sceneFor(target, now);
  if (picture?.page === PAGE) return Buffer.from(picture.bytes.value());
  const bytes = await appCode({ scene, page: PAGE });
  const kept = { page: PAGE, bytes: new mongo.Binary(bytes) };
  await SceneModel.updateOne({ _id: scene }, { $set: { picture: kept } });
  return bytes;
}

async function sceneFor(target: SceneTarget, now: Date): Promise<SceneDocument> {
  const { merchantId, storeId, cardId } = target;
  const find = () => SceneModel.findOne({ merchantId, storeId, cardId }).lean<SceneDocument>();
  const known = await find();
  if (known) return known;
  const _id = randomBytes(SCENE_BYTES).toString('base64url');
  const made = { _id, merchantId, storeId, cardId, picture: null, createdAt: now };
  try {
    await SceneModel.create(made);
    return made;
  } catch (error) {
    const other = isDuplicateOf(error, 'storeId') ? await find() : null;
    if (!other) throw error;
    return other;
  }
}
