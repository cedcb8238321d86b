import { defineTexts } from '.';

export const privacyTexts = defineTexts(
  {
    title: '使用前请先同意',
    text: '我们只用你的手机号找到你的会员卡，只在你扫码或保存图片时使用相机和相册。你随时可以撤回同意。',
    guide: '查看《隐私保护指引》',
    agree: '同意并继续',
  },
  {
    title: 'Before you go on',
    text: 'Your number is only used to find your cards; camera and album only when you scan or save a picture. You can take this back at any time.',
    guide: 'Read the privacy guide',
    agree: 'Agree and continue',
  },
);
