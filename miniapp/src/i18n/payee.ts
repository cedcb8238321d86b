import type { Payee } from '@merchant-coin/shared';
import { defineTexts } from '.';

interface Said {
  title: string;
  text: string;
}

type Problems = Record<NonNullable<Payee['problem']>, string>;

const say = (title: string, text: string): Said => ({ title, text });

const problemsZh: Problems = {
  keys: '微信不认这些密钥。核对商户号、证书序列号、私钥和 APIv3 密钥。',
  platformKeys: '微信答复了，但签名核对不上。核对微信支付公钥和它的 ID。',
  rights: '这个商户号不能这样收款。在商户平台开通 JSAPI 支付，并绑定这个 AppID。',
  outage: '暂时连不上微信支付，密钥对不对还不知道。过一会儿再测试。',
};
const problemsEn: Problems = {
  keys: 'WeChat Pay does not accept them. Check the merchant number, serial number, private key and APIv3 key.',
  platformKeys:
    'WeChat Pay answered, but its signature could not be checked. Check the public key and its id.',
  rights:
    'This account may not take these payments. Enable JSAPI payments and bind this AppID on the merchant site.',
  outage: 'WeChat Pay is out of reach, so nothing is known about the keys. Test again later.',
};

/** Whose account recharges are paid to. */
export const payeeTexts = defineTexts(
  {
    problems: problemsZh,
    title: '微信收款',
    none: say('还没有填收款账户', '填好并测试通过以后，会员才能在微信里充值。钱直接进你的商户号。'),
    untested: say('还没有测试', '测试通过以后，会员才能在微信里充值。'),
    ready: (when: string) => say('可以收款', `${when} 测试通过。`),
    refused: (problem: string) => say('还不能收款', problem),
    enter: '填写收款账户',
    change: '修改',
    test: '测试',
    testAgain: '再测一次',
    testing: '正在测试',
    save: '保存',
    saved: '已保存，现在测试一下',
    account: '收款账户',
    more: '收到的充值',
    orders: '充值订单',
    ordersNote: '会员在微信里付的每一笔',
    reconciliations: '每日对账',
    reconciliationsNote: '微信的账单和我们的订单',
    mode: '接入方式',
    modes: { direct: '直连商户', partner: '服务商' },
    modeNotes: {
      direct: '用自己的商户号和密钥。',
      partner: '平台的服务商已配好密钥，只填服务商给你开的子商户号。',
    },
    fields: {
      mchid: '商户号',
      appid: '小程序 AppID',
      appSecret: '小程序 AppSecret',
      serialNumber: '商户 API 证书序列号',
      privateKey: '商户 API 私钥',
      apiV3Key: 'APIv3 密钥',
      keyId: '微信支付公钥 ID',
      keyPem: '微信支付公钥',
    },
    hints: {
      mchid: '商户平台 › 账户中心 › 商户信息',
      appid: '会员付款用的小程序。要在商户平台 › 产品中心 › AppID 账号管理里绑定',
      appSecret: '公众平台 › 开发管理 › 开发设置。只有自己的小程序才要',
      serialNumber: '商户平台 › 账户中心 › API 安全 › 商户 API 证书 › 管理证书',
      privateKey: '申请 API 证书时得到的 apiclient_key.pem，全文粘贴',
      apiV3Key: '商户平台 › 账户中心 › API 安全 › APIv3 密钥，32 位',
      keyId: '商户平台 › 账户中心 › API 安全 › 微信支付公钥，PUB_KEY_ID_ 开头',
      keyPem: '同一页下载的 pub_key.pem，全文粘贴',
    },
    kept: '已保存，留空不变',
    missing: (where: string) => `请填写。${where}`,
    notYet: '还有几项要改，看红字',
    malformed: {
      mchid: '8 到 10 位数字',
      appid: 'wx 开头，共 18 位',
      appSecret: '32 位小写字母和数字',
      serialNumber: '只有数字和 A 到 F',
      privateKey: '从 -----BEGIN PRIVATE KEY----- 开始粘贴',
      apiV3Key: '正好 32 个字符，没有空格',
      keyId: '核对一遍，只有字母、数字和下划线',
      keyPem: '从 -----BEGIN PUBLIC KEY----- 开始粘贴',
    },
    secondKey: '微信正在换公钥？再填一个',
    second: (label: string) => `${label}（第二个）`,
    keyIds: '微信支付公钥',
    secrets: '密钥加密保存，不再显示。',
  },
  {
    problems: problemsEn,
    title: 'WeChat Pay',
    none: say(
      'No account yet',
      'Members can recharge in WeChat once it is entered and tested. The money goes straight to your account.',
    ),
    untested: say('Not tested yet', 'Members can recharge in WeChat once the test has passed.'),
    ready: (when) => say('Ready to take payments', `Tested at ${when}.`),
    refused: (problem) => say('Cannot take payments yet', problem),
    enter: 'Enter the account',
    change: 'Change',
    test: 'Test',
    testAgain: 'Test again',
    testing: 'Testing',
    save: 'Save',
    saved: 'Saved. Now test it.',
    account: 'Account',
    more: 'What came in',
    orders: 'Recharge orders',
    ordersNote: 'Everything that members paid in WeChat',
    reconciliations: 'Reconciliation',
    reconciliationsNote: 'WeChat Pay’s daily bill beside our orders',
    mode: 'Kind of account',
    modes: { direct: 'Your own', partner: 'Service provider' },
    modeNotes: {
      direct: 'Your own merchant number and keys.',
      partner: 'The platform’s service provider has the keys; enter the number it opened for you.',
    },
    fields: {
      mchid: 'Merchant number',
      appid: 'Mini-program AppID',
      appSecret: 'Mini-program AppSecret',
      serialNumber: 'Serial number of the API certificate',
      privateKey: 'Private key of the API certificate',
      apiV3Key: 'APIv3 key',
      keyId: 'WeChat Pay public key: id',
      keyPem: 'WeChat Pay public key',
    },
    hints: {
      mchid: 'Merchant site › Account › Merchant info',
      appid: 'What members pay in. Bind it under Products › AppID management',
      appSecret: 'mp.weixin.qq.com › Development settings. Only for an app of your own',
      serialNumber: 'Merchant site › Account › API security › API certificate › Manage',
      privateKey: 'apiclient_key.pem that came with the API certificate; paste all of it',
      apiV3Key: 'Merchant site › Account › API security › APIv3 key; 32 characters',
      keyId: 'Merchant site › Account › API security › Public key; begins with PUB_KEY_ID_',
      keyPem: 'pub_key.pem from the same page; paste all of it',
    },
    kept: 'Saved; leave empty to keep it',
    missing: (where) => `Needed. ${where}`,
    notYet: 'Some fields are not right yet',
    malformed: {
      mchid: '8 to 10 digits',
      appid: 'Begins with wx, 18 characters',
      appSecret: '32 characters, a to f and digits',
      serialNumber: 'Digits and A to F only',
      privateKey: 'Paste from -----BEGIN PRIVATE KEY----- on',
      apiV3Key: 'Exactly 32 characters, no blanks',
      keyId: 'Check it: letters, digits and underscores only',
      keyPem: 'Paste from -----BEGIN PUBLIC KEY----- on',
    },
    secondKey: 'WeChat is changing keys? Add another',
    second: (label) => `${label} (second)`,
    keyIds: 'WeChat Pay public keys',
    secrets: 'Keys are kept encrypted and never shown again.',
  },
);
