import { defineTexts } from '.';

interface LegalText {
  title: string;
  sections: { heading: string; words: string }[];
}

const agreementZh: LegalText = {
  title: '用户协议',
  sections: [
    {
      heading: '我们做什么',
      words:
        '商家币为各家商家提供会员卡和商家币的记录。商家币由各商家自行发行、承担责任并结算，平台不保管你的钱。',
    },
    {
      heading: '你的账号',
      words:
        '一个手机号是一个账号，在所有商家通用。验证码只由你本人使用：登录用的验证码不要告诉任何人，包括店员。',
    },
    {
      heading: '商家币怎么用',
      words:
        '1 个商家币等于 1 元，只能在发行它的商家消费。充值的本金永不过期；赠送的部分按到账时写明的日期到期。',
    },
    {
      heading: '充值和退款',
      words: '充值前你会看到商家的会员协议，里面写明怎样退款。退款不会因为用过赠送部分而被拒绝。',
    },
    {
      heading: '注销',
      words: '你可以随时注销账号。卡里还有本金时，我们先为你提供退款。',
    },
  ],
};

const privacyZh: LegalText = {
  title: '隐私政策',
  sections: [
    {
      heading: '我们收集什么',
      words:
        '手机号（用来找到你的会员卡）、你填写的称呼、微信为本小程序生成的用户标识、你在各商家的充值和消费记录。不读取通讯录和位置。',
    },
    {
      heading: '谁能看到',
      words:
        '你加入的商家能看到打了星号的手机号、称呼的第一个字和你在该商家的记录，看不到你在其他商家的记录。我们不出售任何个人信息。',
    },
    {
      heading: '怎样保存',
      words:
        '手机号和称呼加密保存，不写入日志。流水里只有编号，没有姓名和手机号。相机只在扫码时使用，相册只在你保存图片时使用。',
    },
    {
      heading: '订阅消息和短信',
      words: '订阅消息每同意一次只发一条。短信只用于验证码和你要求的回执。',
    },
    {
      heading: '你的权利',
      words:
        '你可以查看、更正、导出自己的数据，也可以撤回同意并注销账号。注销后信息匿名，依法需要保留的账目除外。',
    },
  ],
};

const agreementEn: LegalText = {
  title: 'User agreement',
  sections: [
    {
      heading: 'What we do',
      words:
        'Merchant Coin keeps member cards and coins for shops. Each merchant issues its own coins, answers for them and settles them. The platform never holds your money.',
    },
    {
      heading: 'Your account',
      words:
        'One phone number is one account at every merchant. Codes are yours alone: never tell a sign-in code to anyone, shop staff included.',
    },
    {
      heading: 'How coins are used',
      words:
        'One coin is one yuan, to be spent at the merchant that issued it. What you paid for never expires; what was added as a bonus ends on the date that came with it.',
    },
    {
      heading: 'Recharges and refunds',
      words:
        'Before you recharge you see the merchant’s contract, which says how refunds work. A refund is never refused because a bonus was spent.',
    },
    {
      heading: 'Closing the account',
      words:
        'You can close your account at any time. Where your cards still hold money, a refund is offered first.',
    },
  ],
};

const privacyEn: LegalText = {
  title: 'Privacy policy',
  sections: [
    {
      heading: 'What we collect',
      words:
        'Your phone number (to find your cards), the name you enter, the id that WeChat makes for this app, and your recharges and payments at each merchant. Neither contacts nor location.',
    },
    {
      heading: 'Who sees it',
      words:
        'A merchant that you have joined sees your number masked, the first character of your name, and what you did there; nothing of other merchants. We sell no personal data.',
    },
    {
      heading: 'How it is kept',
      words:
        'Number and name are encrypted and never logged. Ledgers hold ids only. The camera is used when you scan, the album when you save a picture.',
    },
    {
      heading: 'Messages',
      words:
        'Each time you allow a WeChat message, one is sent. SMS is for codes and for receipts that you asked for.',
    },
    {
      heading: 'Your rights',
      words:
        'You can see, correct and export your data, withdraw consent and close the account. What remains is anonymous, save accounts that the law wants kept.',
    },
  ],
};

export const legalTexts = defineTexts(
  {
    version: (version: number) => `第 ${version} 版`,
    agreement: agreementZh,
    privacy: privacyZh,
  },
  {
    version: (version) => `Version ${version}`,
    agreement: agreementEn,
    privacy: privacyEn,
  },
);
