import { databaseClock } from '@merchant-coin/bff/db/clock';
import { newId } from '@merchant-coin/bff/db/ids';
import { blindIndex, open, seal } from '@merchant-coin/bff/db/seal';
import { tenantCollection, TenancyError } from '@merchant-coin/bff/db/tenancy';
import { inTransaction, isInsideTransaction } from '@merchant-coin/bff/db/transaction';
import { EnvError, readEnv } from '@merchant-coin/bff/env';
import { appErrorOf } from '@merchant-coin/bff/http/problems';
import { AppError } from '@merchant-coin/bff/http/app-error';
import { nobody, staffActor, userActor } from '@merchant-coin/bff/http/actor';
import { fingerprintOf } from '@merchant-coin/bff/http/fingerprint';
import { inlineScriptHashes } from '@merchant-coin/bff/http/security-headers';
import { randomBytes } from 'node:crypto';
import mongoose, { Schema } from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';

interface Thing {
  _id: string;
  merchantId: string;
  seq: number;
}

const schema = new Schema<Thing>({ _id: String, merchantId: String, seq: Number });
schema.index({ merchantId: 1, seq: 1 }, { unique: true });
schema.plugin(tenantCollection);
const ThingModel = mongoose.model<Thing>('Thing', schema, 'things');

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('ids', () => {
  it('grow strictly, also within a millisecond and when the clock goes back', () => {
    const now = new Date('2027-01-01T00:00:00Z');
    const ids = Array.from({ length: 1_000 }, () => newId('entry', now));
    ids.push(newId('entry', new Date(now.getTime() - 5_000)));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^ent_[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});

describe('the clock', () => {
  it('is the database’s', async () => {
    const reply = await mongoose.connection.db?.admin().command({ hello: 1 });
    const theirs = (reply as { localTime: Date } | undefined)?.localTime.getTime() ?? 0;
    expect(Math.abs(databaseClock.now().getTime() - theirs)).toBeLessThan(100);
  });
});

describe('sealing', () => {
  it('opens what it sealed, never the same text twice, and nothing else', () => {
    const sealed = seal('13800000001');
    expect(open(sealed)).toBe('13800000001');
    expect(seal('13800000001')).not.toBe(sealed);
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => open(changed)).toThrow();
    expect(() => open(sealed, randomBytes(32))).toThrow();
    expect(() => open('13800000001')).toThrow();
  });

  it('finds by a blind index of its own scope', () => {
    expect(blindIndex('x', 'a')).toBe(blindIndex('x', 'a'));
    expect(blindIndex('x', 'a')).not.toBe(blindIndex('x', 'b'));
  });
});

describe('a tenant collection', () => {
  const merchantId = 'mer_a';
  // A stray `undefined` must not turn into a query on everybody.
  const filters = [{}, { merchantId: undefined }, { merchantId: null }, { merchantId: '' }];

  it.each([...filters, { merchantId: { $ne: '' } }, { $or: [{ merchantId }] }] as object[])(
    'refuses the filter %p',
    async (filter) => {
      const refused = [
        () => ThingModel.find(filter),
        () => ThingModel.findOne(filter),
        () => ThingModel.countDocuments(filter),
        () => ThingModel.distinct('seq', filter),
        () => ThingModel.updateOne(filter, { seq: 1 }),
        () => ThingModel.updateMany(filter, { seq: 1 }),
        () => ThingModel.findOneAndUpdate(filter, { seq: 1 }),
        () => ThingModel.findOneAndDelete(filter),
        () => ThingModel.deleteOne(filter),
        () => ThingModel.deleteMany(filter),
        () => ThingModel.exists(filter),
        () => ThingModel.aggregate([{ $match: filter }]),
        () => ThingModel.bulkWrite([{ deleteMany: { filter } }]),
      ];
      for (const query of refused) await expect(query()).rejects.toThrow(TenancyError);
    },
  );

  it('refuses look-ups by id alone, and counts of everything', async () => {
    await expect(ThingModel.findById('thing')).rejects.toThrow(TenancyError);
    await expect(ThingModel.estimatedDocumentCount()).rejects.toThrow(TenancyError);
    await expect(ThingModel.aggregate([{ $group: { _id: null } }])).rejects.toThrow(TenancyError);
  });

  it('answers who names a merchant', async () => {
    await ThingModel.create({ _id: 't1', merchantId, seq: 1 });
    expect(await ThingModel.countDocuments({ merchantId })).toBe(1);
    expect(await ThingModel.aggregate([{ $match: { merchantId } }])).toHaveLength(1);
    await ThingModel.deleteMany({ merchantId });
  });

  it('takes operators only where the code says so', async () => {
    await ThingModel.create({ _id: 't2', merchantId, seq: 2 });
    const query = ThingModel.find({ merchantId, seq: { $gt: 0 } as never });
    await expect(query).rejects.toThrow(mongoose.Error.CastError);
    await ThingModel.deleteMany({ merchantId });
  });
});

describe('inTransaction', () => {
  const merchantId = 'mer_tx';
  const count = () => ThingModel.countDocuments({ merchantId });
  afterEach(() => ThingModel.deleteMany({ merchantId }));

  it('keeps all or nothing, nested ones included', async () => {
    await expect(
      inTransaction(async () => {
        await ThingModel.create({ _id: 'a', merchantId, seq: 1 });
        await inTransaction(() => ThingModel.create({ _id: 'b', merchantId, seq: 2 }));
        expect(isInsideTransaction()).toBe(true);
        throw new AppError('conflict');
      }),
    ).rejects.toThrow(AppError);
    expect(await count()).toBe(0);
    expect(isInsideTransaction()).toBe(false);
  });

  it('runs again when somebody else took the seq, five times at most', async () => {
    await ThingModel.create({ _id: 'taken', merchantId, seq: 1 });
    let runs = 0;
    await inTransaction(async () => {
      runs += 1;
      await ThingModel.create({ _id: `mine${runs}`, merchantId, seq: runs });
    });
    expect([runs, await count()]).toEqual([2, 2]);
    let tries = 0;
    const hopeless = inTransaction(async () => {
      tries += 1;
      await ThingModel.create({ _id: `again${tries}`, merchantId, seq: 1 });
    });
    await expect(hopeless).rejects.toMatchObject({ code: 'unavailable' });
    expect(tries).toBe(5);
  });

  it('lets writers of the same document through one after the other', async () => {
    await ThingModel.create({ _id: 'counter', merchantId, seq: 0 });
    await Promise.all(
      Array.from({ length: 4 }, () =>
        inTransaction(async () => {
          await ThingModel.updateOne({ merchantId, _id: 'counter' }, { $inc: { seq: 1 } });
        }),
      ),
    );
    expect((await ThingModel.findOne({ merchantId }).lean())?.seq).toBe(4);
  });

  it('gives up on contention as unavailable', async () => {
    let runs = 0;
    const contended = inTransaction(() => {
      runs += 1;
      const error = new mongoose.mongo.MongoServerError({ message: 'WriteConflict' });
      error.addErrorLabel('TransientTransactionError');
      return Promise.reject(error);
    });
    await expect(contended).rejects.toMatchObject({ code: 'unavailable' });
    expect(runs).toBe(5);
  });
});

describe('errors nobody foresaw', () => {
  it('are unavailable where the database is away, internal otherwise', () => {
    const away = new mongoose.mongo.MongoNetworkError('gone');
    expect(appErrorOf(away).code).toBe('unavailable');
    expect(appErrorOf(new TypeError('x is not a function')).code).toBe('internal');
    expect(appErrorOf('a string').code).toBe('internal');
    const known = new AppError('conflict');
    expect(appErrorOf(known)).toBe(known);
  });
});

describe('an actor', () => {
  it('tells what the call’s access tells, and throws on the rest', () => {
    const user = { userId: 'usr_1', deviceId: 'dev-1', sessionId: 'ses-1' };
    const post = { staffId: 'stf_1', role: 'clerk' as const, storeIds: ['sto_1'] };
    expect(userActor(user)).toMatchObject(user);
    expect(() => userActor(user).staffId).toThrow('staffId');
    expect(() => nobody.userId).toThrow('userId');
    expect(staffActor(user, post, 'mer_1')).toMatchObject({ ...post, merchantId: 'mer_1' });
  });
});

describe('a fingerprint', () => {
  it('is of method, path, person and content, in any order of fields', () => {
    const of = (change: object) =>
      fingerprintOf({ method: 'POST', path: '/x', by: 'stf_1', input: { a: 1, b: 2 }, ...change });
    expect(of({ input: { b: 2, a: 1 } })).toBe(of({}));
    expect(of({ input: { a: 1, b: 2, c: undefined } })).toBe(of({}));
    const others = [{ path: '/y' }, { by: 'stf_2' }, { input: { a: 1, b: 3 } }, { method: 'PUT' }];
    expect(new Set(others.map(of)).add(of({})).size).toBe(5);
  });
});

describe('inline scripts', () => {
  it('are found by their text; those from files need no hash', () => {
    const html =
      '<script src="/a.js"></script><SCRIPT type="module">go()</SCRIPT ><script>2</script>';
    expect(inlineScriptHashes(html)).toHaveLength(2);
  });
});

describe('the environment', () => {
  const key = randomBytes(32).toString('base64');
  const whole = {
    MONGODB_URI: 'mongodb://127.0.0.1/x',
    REDIS_URL: 'redis://127.0.0.1',
    WECHAT_APPID: 'wx',
    WECHAT_SECRET: 's',
    SMS_GATEWAY_URL: 'http://127.0.0.1:3010/sms',
    SMS_GATEWAY_KEY: 'k',
    SEAL_KEY: key,
    INDEX_KEY: key,
    FINGERPRINT_KEY: key,
  };

  it('has defaults', () => {
    const env = readEnv({
      ...whole,
      PORT: '',
      CORS_ORIGINS: 'https://a.example, https://b.example',
    });
    expect(env).toMatchObject({ PORT: 3000, NODE_ENV: 'production', TRUST_PROXY: 0 });
    expect(env.CORS_ORIGINS).toEqual(['https://a.example', 'https://b.example']);
    expect(env.SEAL_KEY).toHaveLength(32);
  });

  it('lists all that is wrong at once, without values', () => {
    const wrong = { ...whole, MONGODB_URI: 'http://secret', PORT: '99999', SEAL_KEY: 'c2hvcnQ=' };
    const { REDIS_URL: _missing, ...rest } = wrong;
    try {
      readEnv(rest);
      throw new Error('was accepted');
    } catch (error) {
      expect(error).toBeInstanceOf(EnvError);
      const { message } = error as Error;
      for (const name of ['MONGODB_URI', 'REDIS_URL', 'PORT', 'SEAL_KEY']) {
        expect(message).toContain(name);
      }
      expect(message).not.toContain('secret');
    }
  });
});
