import { verifyLedger } from '@merchant-coin/bff/modules/coins';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../../support/app';
import { openTill } from '../../support/till';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function broken() {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  return (await verifyLedger(db, () => undefined)).broken;
}

describe('the proof', () => {
  it.each(['till 3 / sale 17', '~!@#$%^&*()_+{}|:"<>?`-=[];\',./', '13812345678', 'x'.repeat(128)])(
    'accepts the request key %p, as its door did',
    async (key) => {
      const till = await openTill(app);
      expect((await till.redeem({}, { key })).status).toBe(201);
      expect(await broken()).toBeNull();
    },
  );
});
