import { createPrivateKey, createPublicKey } from 'node:crypto';
import { open } from '../../../db/seal';
import { AppError } from '../../../http/app-error';
import { wechatConfig } from '../../../wechat/config';
import { type Payee, payChannel, type PayChannel } from '../../../wechat/pay';
import { OutsideError } from '../../../wechat/errors';
import type { PayeeDocument } from './payees.model';

type SealedKeys = Pick<PayeeDocument, 'privateKeySealed' | 'platformPublicKeys'>;

/**
 * That keys are RSA keys in PEM, of the kind that their field is for. WeChat is not asked.
 *
 * @throws AppError `validationFailed` with the field; the key itself is in no error.
 */
export function assertKeys({ privateKeySealed, platformPublicKeys }: SealedKeys): void {
  if (privateKeySealed !== null) {
    assertRsa('privateKey', () => createPrivateKey(open(privateKeySealed)));
  }
  for (const [index, { pem }] of platformPublicKeys.entries()) {
    assertRsa(`platformPublicKeys.${index}.pem`, () => {
      // Node reads a public key out of a private one: that is somebody's secret in the wrong field.
      if (pem.includes('PRIVATE KEY')) throw new Error('a private key');
      return createPublicKey(pem);
    });
  }
}

function assertRsa(path: string, read: () => { asymmetricKeyType?: string | undefined }): void {
  let type: string | undefined;
  try {
    type = read().asymmetricKeyType;
  } catch {
    type = undefined;
  }
  if (type === 'rsa') return;
  throw new AppError('validationFailed', { issues: [{ path, message: 'is no RSA key in PEM' }] });
}

/** The payee as WeChat Pay's client takes it, secrets opened. @throws OutsideError `misconfigured`. */
export function openPayee(payee: PayeeDocument): Payee {
  if (payee.mode === 'partner') return partnerPayee(payee);
  const { mchid, appid, serialNumber, privateKeySealed, apiV3KeySealed } = payee;
  if (serialNumber === null || privateKeySealed === null || apiV3KeySealed === null) {
    throw new OutsideError('misconfigured', undefined, 'a payee without keys');
  }
  return {
    mode: 'direct',
    mchid,
    appid,
    serialNumber,
    privateKey: open(privateKeySealed),
    apiV3Key: open(apiV3KeySealed),
    platformPublicKeys: payee.platformPublicKeys,
  };
}

function partnerPayee({ mchid, appid }: PayeeDocument): Payee {
  const { partner } = wechatConfig();
  if (!partner) throw new OutsideError('misconfigured', undefined, 'no service provider');
  const subApp = appid === partner.appid ? {} : { subAppid: appid };
  return { ...partner, mode: 'partner', subMchid: mchid, ...subApp };
}

/** WeChat Pay in a payee's name. */
export const channelOf = (payee: PayeeDocument): PayChannel => payChannel(openPayee(payee));

/** The app that members of this payee pay in, as WeChat's sign-in interface takes it. */
export function appOf({ appid, appSecretSealed }: PayeeDocument): {
  appid: string;
  secret: string;
} {
  const platform = wechatConfig();
  if (appSecretSealed !== null) return { appid, secret: open(appSecretSealed) };
  return { appid: platform.appid, secret: platform.secret };
}
