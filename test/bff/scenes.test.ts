import { api } from '@merchant-coin/shared';
import jsQR from 'jsqr';
import mongoose from 'mongoose';
import { PNG } from 'pngjs';
import { startTestApp, type TestApp } from '../support/app';
import type { Session } from '../support/client';
import {
  buildMember,
  buildMerchant,
  buildStaff,
  buildStore,
  buildUser,
  type TestMember,
  type TestMerchant,
  type TestStaff,
} from '../support/factories';

const DRAW = '/wxa/getwxacodeunlimit';
const UNKNOWN_SCENE = 'A'.repeat(20);

let app: TestApp;
let merchant: TestMerchant;
let manager: TestStaff;
let member: TestMember;
beforeAll(async () => {
  app = await startTestApp();
  merchant = await buildMerchant();
  manager = await buildStaff({ merchant, role: 'manager' });
  member = await buildMember({ merchant });
});
afterAll(() => app.close());
afterEach(() => app.standIn.faults.clear());

interface Answer {
  status: number;
  type: string | null;
  bytes: Buffer;
}

async function pictureAt(path: string, as?: Pick<Session, 'token'>): Promise<Answer> {
  const headers = as ? { authorization: `Bearer ${as.token}` } : {};
  const response = await fetch(`${app.url}${path}`, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), bytes };
}

/** `merchants.getStoreAppCode` */
const storePath = (storeId = merchant.storeId, { merchantId } = merchant) =>
  `/v1/merchants/${merchantId}/stores/${storeId}/app-code`;
/** `cards.getMyAppCode` */
const cardPath = (cardId = member.cardId) => `/v1/me/cards/${cardId}/app-code`;

/** What the stand-in's picture says: the page and the scene. */
function contentOf({ bytes }: Answer): { page: string; scene: string } {
  const { data, width, height } = PNG.sync.read(bytes);
  const text = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
  const [, page = '', scene = ''] = /^wxacode:(.+)\?scene=(.+)$/.exec(text) ?? [];
  return { page, scene: decodeURIComponent(scene) };
}

const sceneOfStore = async (storeId = merchant.storeId) =>
  contentOf(await pictureAt(storePath(storeId), merchant.owner)).scene;
const sceneOfCard = async () => contentOf(await pictureAt(cardPath(), member)).scene;
const resolve = (scene: string) => app.call(api.merchants.getScene, { scene });

describe('merchants.getStoreAppCode', () => {
  it('is a picture that opens the merchant’s page by a short opaque word', async () => {
    const answer = await pictureAt(storePath(), manager);
    expect([answer.status, answer.type]).toEqual([200, 'image/png']);
    const { page, scene } = contentOf(answer);
    expect(page).toBe('features/merchant/index');
    expect(scene).toMatch(/^[\w-]{20}$/);
    expect(merchant.merchantId + merchant.storeId).not.toContain(scene);
  });

  it('is drawn once and stays the same, also while WeChat is away', async () => {
    const storeId = await buildStore(merchant);
    const first = await pictureAt(storePath(storeId), merchant.owner);
    app.standIn.faults.add({ path: DRAW, times: 9, status: 500, body: {} });
    const again = await pictureAt(storePath(storeId), merchant.owner);
    expect(again.status).toBe(200);
    expect(again.bytes.equals(first.bytes)).toBe(true);
  });

  it('has one word a store, however many ask at once', async () => {
    const storeId = await buildStore(merchant);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => pictureAt(storePath(storeId), merchant.owner)),
    );
    expect(new Set(answers.map((answer) => contentOf(answer).scene)).size).toBe(1);
    expect(await sceneOfStore()).not.toBe(await sceneOfStore(storeId));
  });

  it('is unavailable while WeChat does not draw it, and comes later', async () => {
    const storeId = await buildStore(merchant);
    app.standIn.faults.add({ path: DRAW, times: 1, body: { errcode: 45009, errmsg: 'quota' } });
    expect((await pictureAt(storePath(storeId), merchant.owner)).status).toBe(503);
    expect((await pictureAt(storePath(storeId), merchant.owner)).status).toBe(200);
  });

  it('is for managers of the store and owners', async () => {
    const other = await buildMerchant();
    const clerk = await buildStaff({ merchant });
    const elsewhere = await buildStore(merchant);
    const statuses = [
      await pictureAt(storePath()),
      await pictureAt(storePath(), member),
      await pictureAt(storePath(), clerk),
      await pictureAt(storePath(), other.owner),
      await pictureAt(storePath(elsewhere), manager),
      await pictureAt(storePath(other.storeId), merchant.owner),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 403, 403, 403, 403, 403]);
  });
});

describe('cards.getMyAppCode', () => {
  it('is a code of one’s own that leads to the merchant and tells nothing of oneself', async () => {
    const { status, body } = await resolve(await sceneOfCard());
    expect([status, body]).toEqual([200, { merchantId: merchant.merchantId, storeId: null }]);
  });

  it('is for the card’s member', async () => {
    const statuses = [
      await pictureAt(cardPath()),
      await pictureAt(cardPath(), manager),
      await pictureAt(cardPath(), await buildMember({ merchant })),
      await pictureAt(cardPath('crd_nonsense'), member),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 404, 404, 404]);
  });
});

describe('merchants.getScene', () => {
  it('says without a session which merchant and store a code belongs to', async () => {
    const { body } = await resolve(await sceneOfStore());
    const { merchantId, storeId } = merchant;
    expect(body).toEqual({ merchantId, storeId });
  });

  it.each([UNKNOWN_SCENE, 'short', 'x'.repeat(33), '%7B%7D'])('knows no %p', async (scene) => {
    expect((await resolve(scene)).code).toBe('notFound');
  });
});

describe('joining by a code', () => {
  interface Kept {
    _id: string;
    homeStoreId: string;
    invitedByCardId: string | null;
  }

  async function joined(scene: string | undefined, at = merchant) {
    const user = await buildUser();
    const { merchantId } = at;
    const input = { merchantId, ...(scene && { scene }) };
    const { status } = await app.call(api.cards.joinMerchant, input, { as: user });
    expect(status).toBe(201);
    const members = mongoose.connection.collection<Kept>('members');
    const { userId } = user;
    const kept = await members.findOne({ merchantId, userId });
    return { homeStoreId: kept?.homeStoreId, invitedByCardId: kept?.invitedByCardId };
  }

  it('makes the store whose code it was the home store', async () => {
    const homeStoreId = await buildStore(merchant);
    const scene = await sceneOfStore(homeStoreId);
    expect(await joined(scene)).toEqual({ homeStoreId, invitedByCardId: null });
  });

  it('remembers who invited', async () => {
    const { storeId: homeStoreId } = merchant;
    const invitedByCardId = member.cardId;
    expect(await joined(await sceneOfCard())).toEqual({ homeStoreId, invitedByCardId });
  });

  it('is at the head office by a terminal merchant’s code: it sells no coins', async () => {
    const scene = await sceneOfStore(await buildStore(merchant, { kind: 'terminal' }));
    expect((await joined(scene)).homeStoreId).toBe(merchant.storeId);
  });

  it('is just joining by a code of another merchant, an unknown one, or none', async () => {
    const other = await buildMerchant();
    const head = { homeStoreId: other.storeId, invitedByCardId: null };
    for (const scene of [await sceneOfStore(), await sceneOfCard(), UNKNOWN_SCENE, undefined]) {
      expect(await joined(scene, other)).toEqual(head);
    }
  });

  it('leaves the home store of who is a member already', async () => {
    const scene = await sceneOfStore(await buildStore(merchant));
    const { merchantId } = merchant;
    const again = await app.call(api.cards.joinMerchant, { merchantId, scene }, { as: member });
    expect(again.status).toBe(200);
    const members = mongoose.connection.collection<Kept>('members');
    const kept = await members.findOne({ merchantId, userId: member.userId });
    expect(kept?.homeStoreId).toBe(merchant.storeId);
  });
});
