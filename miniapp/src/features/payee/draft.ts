import type { Payee } from '@merchant-coin/shared';
import type { CallInput } from '@/lib/client';

type Input = CallInput<'payees.enterPayee'>;

interface PublicKey {
  id: string;
  pem: string;
}

/** What stands in the form. Secrets that are kept are empty: they never come back. */
export interface Draft {
  mode: Payee['mode'];
  mchid: string;
  appid: string;
  appSecret: string;
  serialNumber: string;
  privateKey: string;
  apiV3Key: string;
  /** One, or two while WeChat Pay changes keys. */
  publicKeys: readonly PublicKey[];
}

/** A field of the form by name; `publicKeys.0.id` for a part of a key. */
export type Place =
  Exclude<keyof Draft, 'publicKeys' | 'mode'> | `publicKeys.${number}.${keyof PublicKey}`;

export type Wrong = Partial<Record<Place, 'missing' | 'malformed'>>;

const NO_KEY: PublicKey = { id: '', pem: '' };

const SHAPES: Record<Exclude<Place, `publicKeys.${string}`>, RegExp> = {
  mchid: /^\d{8,10}$/,
  appid: /^wx[0-9a-f]{16}$/,
  appSecret: /^[0-9a-f]{32}$/,
  serialNumber: /^[0-9A-Fa-f]{8,64}$/,
  privateKey: /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  apiV3Key: /^[\x21-\x7e]{32}$/,
};
const KEY_SHAPES: Record<keyof PublicKey, RegExp> = {
  id: /^[A-Za-z0-9_]{1,64}$/,
  pem: /-----BEGIN [A-Z ]*(PUBLIC KEY|CERTIFICATE)-----/,
};

export function draftFrom(payee: Payee | null, platformAppid: string): Draft {
  return {
    mode: payee?.mode ?? 'direct',
    mchid: payee?.mchid ?? '',
    appid: payee?.appid ?? platformAppid,
    appSecret: '',
    serialNumber: payee?.serialNumber ?? '',
    privateKey: '',
    apiV3Key: '',
    publicKeys: [NO_KEY],
  };
}

export const withSecondKey = (draft: Draft): Draft => ({
  ...draft,
  publicKeys: [...draft.publicKeys.slice(0, 1), NO_KEY],
});

/** Whether what was entered before stays where a field is left empty: only for the same account. */
export function keepsSecrets(draft: Draft, payee: Payee | null): boolean {
  return payee !== null && payee.mchid === draft.mchid && payee.mode === draft.mode;
}

/** Which fields the chosen way has. The service provider brings its own keys. */
export function asksFor(draft: Draft, platformAppid: string): { keys: boolean; secret: boolean } {
  return { keys: draft.mode === 'direct', secret: draft.appid !== platformAppid };
}

function trimmed(draft: Draft): Draft {
  const { mode, publicKeys, ...texts } = draft;
  const entries = Object.entries(texts).map(([name, text]) => [name, text.trim()]);
  return {
    ...(Object.fromEntries(entries) as typeof texts),
    mode,
    publicKeys: publicKeys.map(({ id, pem }) => ({ id: id.trim(), pem: pem.trim() })),
  };
}

const isEmptyKey = ({ id, pem }: PublicKey) => id === '' && pem === '';

function wrongKeys({ publicKeys }: Draft, mayKeep: boolean): Wrong {
  const wrong: Wrong = {};
  publicKeys.forEach((key, index) => {
    // An empty second one is simply not there.
    if (isEmptyKey(key) && (mayKeep || index > 0)) return;
    for (const part of ['id', 'pem'] as const) {
      if (key[part] === '') wrong[`publicKeys.${index}.${part}`] = 'missing';
      else if (!KEY_SHAPES[part].test(key[part])) {
        wrong[`publicKeys.${index}.${part}`] = 'malformed';
      }
    }
  });
  return wrong;
}

/** What the server will not take, field by field; it judges again. */
export function wrongIn(typed: Draft, payee: Payee | null, platformAppid: string): Wrong {
  const draft = trimmed(typed);
  const asks = asksFor(draft, platformAppid);
  const mayKeep = keepsSecrets(draft, payee);
  const hasSecret = mayKeep && payee?.appid === draft.appid;
  const wrong: Wrong = asks.keys ? wrongKeys(draft, mayKeep) : {};
  const check = (name: keyof typeof SHAPES, mayBeEmpty: boolean) => {
    const text = draft[name];
    if (text === '') {
      if (!mayBeEmpty) wrong[name] = 'missing';
    } else if (!SHAPES[name].test(text)) wrong[name] = 'malformed';
  };
  check('mchid', false);
  check('appid', false);
  if (asks.secret) check('appSecret', hasSecret);
  if (asks.keys) {
    check('serialNumber', mayKeep);
    check('privateKey', mayKeep);
    check('apiV3Key', mayKeep);
  }
  return wrong;
}

/** What is sent: nothing for what stays. */
export function inputOf(merchantId: string, typed: Draft, platformAppid: string): Input {
  const draft = trimmed(typed);
  const { mode, mchid, appid, appSecret, serialNumber, privateKey, apiV3Key } = draft;
  const asks = asksFor(draft, platformAppid);
  const platformPublicKeys = draft.publicKeys.filter((key) => !isEmptyKey(key));
  return {
    ...{ merchantId, mode, mchid, appid },
    ...(asks.secret && appSecret ? { appSecret } : {}),
    ...(asks.keys && serialNumber ? { serialNumber } : {}),
    ...(asks.keys && privateKey ? { privateKey } : {}),
    ...(asks.keys && apiV3Key ? { apiV3Key } : {}),
    ...(asks.keys && platformPublicKeys.length > 0 ? { platformPublicKeys } : {}),
  };
}

/** The fields that the server found wrong, out of a refusal's details; what is not in the form is left out. */
export function wrongFrom({ issues }: Record<string, unknown>): Wrong {
  const wrong: Wrong = {};
  for (const issue of Array.isArray(issues) ? (issues as { path?: unknown }[]) : []) {
    const path = String(issue.path).replace(/^platformPublicKeys(?=\.|$)/, 'publicKeys');
    const key = /^publicKeys(?:\.(\d)(?:\.(id|pem))?)?$/.exec(path);
    if (key)
      wrong[`publicKeys.${Number(key[1] ?? 0)}.${key[2] === 'id' ? 'id' : 'pem'}`] = 'malformed';
    else if (path in SHAPES) wrong[path as keyof typeof SHAPES] = 'malformed';
  }
  return wrong;
}
