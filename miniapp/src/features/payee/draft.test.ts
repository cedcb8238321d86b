/// <reference types="jest" />
import type { Payee } from '@merchant-coin/shared';
import { type Draft, draftFrom, inputOf, withSecondKey, wrongFrom, wrongIn } from './draft';

const PLATFORM = 'wx00000000deadbeef';
const OWN = 'wx0123456789abcdef';
const PRIVATE = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';
const PUBLIC = '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----';

const full: Draft = {
  mode: 'direct',
  mchid: '1900000001',
  appid: PLATFORM,
  appSecret: '',
  serialNumber: '5157F09EFDC096DE',
  privateKey: PRIVATE,
  apiV3Key: 'k'.repeat(32),
  publicKeys: [{ id: 'PUB_KEY_ID_1', pem: PUBLIC }],
};
const entered: Payee = {
  ...{ id: 'pye_1', mode: 'direct', mchid: full.mchid, appid: PLATFORM },
  ...{ serialNumber: full.serialNumber, platformKeyIds: ['PUB_KEY_ID_1'] },
  ...{ state: 'ready', problem: null, testedAt: null, enteredAt: '2026-11-25T00:00:00Z' },
};

const wrong = (change: Partial<Draft>, payee: Payee | null = null) =>
  wrongIn({ ...full, ...change }, payee, PLATFORM);

test('a new account needs all of it', () => {
  expect(wrong({})).toEqual({});
  expect(wrongIn(draftFrom(null, PLATFORM), null, PLATFORM)).toEqual({
    mchid: 'missing',
    serialNumber: 'missing',
    privateKey: 'missing',
    apiV3Key: 'missing',
    'publicKeys.0.id': 'missing',
    'publicKeys.0.pem': 'missing',
  });
});

test('a known one keeps what is left empty, another number does not', () => {
  const draft = draftFrom(entered, PLATFORM);
  expect(wrongIn(draft, entered, PLATFORM)).toEqual({});
  expect(inputOf('mer_1', draft, PLATFORM)).toEqual({
    ...{ merchantId: 'mer_1', mode: 'direct', mchid: full.mchid, appid: PLATFORM },
    serialNumber: full.serialNumber,
  });
  const moved = wrongIn({ ...draft, mchid: '1900000002' }, entered, PLATFORM);
  expect(Object.keys(moved)).toEqual(
    expect.arrayContaining(['privateKey', 'apiV3Key', 'publicKeys.0.pem']),
  );
});

test('an app of one’s own needs its secret once', () => {
  expect(wrong({ appid: OWN })).toEqual({ appSecret: 'missing' });
  expect(wrong({ appid: OWN, appSecret: 'a'.repeat(32) })).toEqual({});
  expect(wrong({ appid: OWN }, entered)).toEqual({ appSecret: 'missing' });
  expect(wrong({ appid: OWN }, { ...entered, appid: OWN })).toEqual({});
});

test('under a service provider only the number and the app are asked for and sent', () => {
  const draft = { ...full, mode: 'partner' as const, privateKey: 'nonsense' };
  expect(wrongIn(draft, null, PLATFORM)).toEqual({});
  expect(inputOf('mer_1', draft, PLATFORM)).toEqual({
    ...{ merchantId: 'mer_1', mode: 'partner', mchid: full.mchid, appid: PLATFORM },
  });
});

test('says of each field what is malformed', () => {
  const malformed = { mchid: '12', appid: 'wx1', serialNumber: 'x', privateKey: PUBLIC };
  expect(Object.keys(wrong({ ...malformed, apiV3Key: 'short', appSecret: 'no' })).sort()).toEqual([
    ...['apiV3Key', 'appSecret', 'appid', 'mchid', 'privateKey', 'serialNumber'],
  ]);
  expect(wrong({ publicKeys: [{ id: 'PUB_KEY_ID_1', pem: PRIVATE }] })).toEqual({
    'publicKeys.0.pem': 'malformed',
  });
});

test('what is pasted may have blanks around it, and an empty second key is none', () => {
  const draft = withSecondKey({ ...full, mchid: ' 1900000001\n', privateKey: `\n${PRIVATE}\n` });
  expect(wrongIn(draft, null, PLATFORM)).toEqual({});
  const { mchid, privateKey, platformPublicKeys } = inputOf('mer_1', draft, PLATFORM);
  expect([mchid, privateKey]).toEqual([full.mchid, PRIVATE]);
  expect(platformPublicKeys).toEqual(full.publicKeys);
  const half = { ...draft, publicKeys: [...full.publicKeys, { id: 'PUB_KEY_ID_2', pem: '' }] };
  expect(wrongIn(half, null, PLATFORM)).toEqual({ 'publicKeys.1.pem': 'missing' });
});

test('finds the server’s issues in the form', () => {
  const issues = ['mchid', 'platformPublicKeys.1.id', 'platformPublicKeys', 'elsewhere'];
  expect(wrongFrom({ issues: issues.map((path) => ({ path, message: 'no' })) })).toEqual({
    mchid: 'malformed',
    'publicKeys.1.id': 'malformed',
    'publicKeys.0.pem': 'malformed',
  });
  expect(wrongFrom({})).toEqual({});
});
