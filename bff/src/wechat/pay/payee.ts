import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { OutsideError } from '../errors';

/** A public key of WeChat Pay's, by the id that `Wechatpay-Serial` names. */
export interface PlatformPublicKey {
  /** `PUB_KEY_ID_…` */
  id: string;
  pem: string;
}

interface Keys {
  /** Who signs: the merchant, or the service provider. */
  mchid: string;
  /** The app that the member pays in; a service provider's is its own. */
  appid: string;
  /** Of the API certificate that belongs to the private key. */
  serialNumber: string;
  /** PEM. */
  privateKey: string;
  /** 32 characters; callbacks are sealed with it. */
  apiV3Key: string;
  /**
   * All that are good now, the preferred one first: while WeChat changes keys both are used. Empty is
   * refused: without one nothing could be believed.
   */
  platformPublicKeys: readonly PlatformPublicKey[];
}

/** Whose money it is and what speaks for them: a merchant by itself, or one behind a service provider. */
export type Payee = Keys &
  (
    | { mode: 'direct' }
    | {
        mode: 'partner';
        subMchid: string;
        /** Where the member pays in the merchant's own app; the openid is then of that app. */
        subAppid?: string;
      }
  );

/** @throws OutsideError `misconfigured` where it is no key in PEM. */
export const privateKeyOf = ({ privateKey }: Payee): KeyObject =>
  keyFrom(privateKey, createPrivateKey, 'private key of the payee');

/** @throws OutsideError `misconfigured` where it is no key in PEM. */
export const publicKeyOf = ({ pem }: PlatformPublicKey): KeyObject =>
  keyFrom(pem, createPublicKey, 'platform public key');

/** Not the SDK's own reader: that one also takes the name of a file. */
function keyFrom(pem: string, read: (pem: string) => KeyObject, what: string): KeyObject {
  try {
    return read(pem);
  } catch {
    throw new OutsideError('misconfigured', undefined, what);
  }
}
