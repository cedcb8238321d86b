/** The demo world: what the seed creates. Invented names; phone numbers of the range kept for trials. */

interface SeedStore {
  name: string;
  kind: 'own' | 'terminal';
  address: string;
  phone?: string;
}

export interface SeedMerchant {
  name: string;
  legalName: string;
  category: string;
  colour: string;
  mark: string;
  offer: string;
  stores: SeedStore[];
}

/** The people one can sign in as. */
export const PEOPLE = {
  member: { phone: '13800000001', name: '林晓' },
  clerk: { phone: '13800000002', name: '周敏' },
  manager: { phone: '13800000003', name: '陈立' },
  owner: { phone: '13800000004', name: '沈青禾' },
  operator: { phone: '13800000005', name: '平台运营' },
} as const;

/** The café chain that everything happens at. The first store is the head office. */
export const CHAIN: SeedMerchant = {
  name: '青禾咖啡',
  legalName: '杭州青禾餐饮管理有限公司',
  category: '咖啡',
  colour: '#1f4d3a',
  mark: '禾',
  offer: '年卡9折 · 充500送80',
  stores: [
    { name: '东街店', kind: 'own', address: '杭州市上城区东街路128号', phone: '0571-5550 0128' },
    { name: '湖滨店', kind: 'own', address: '杭州市上城区湖滨路27号', phone: '0571-5550 0027' },
    { name: '西溪店', kind: 'own', address: '杭州市西湖区文二西路808号' },
    { name: '松间书屋', kind: 'terminal', address: '杭州市西湖区灵隐路6号' },
  ],
};

export const OTHER_MERCHANTS: readonly SeedMerchant[] = [
  {
    name: '松果理发',
    legalName: '杭州松果美发有限公司',
    category: '美发',
    colour: '#5b3a29',
    mark: '松',
    offer: '会员洗剪吹8.8折',
    stores: [{ name: '文三店', kind: 'own', address: '杭州市西湖区文三路90号' }],
  },
  {
    name: '老灶头面馆',
    legalName: '杭州老灶头餐饮有限公司',
    category: '餐饮',
    colour: '#8c2f1b',
    mark: '灶',
    offer: '每碗立减，积分换小菜',
    stores: [
      { name: '庆春店', kind: 'own', address: '杭州市上城区庆春路210号' },
      { name: '武林店', kind: 'own', address: '杭州市拱墅区武林路33号' },
    ],
  },
  {
    name: '云上瑜伽',
    legalName: '杭州云上健身服务有限公司',
    category: '健身',
    colour: '#3b4a7a',
    mark: '云',
    offer: '年卡85折 · 充1000送150',
    stores: [{ name: '滨江馆', kind: 'own', address: '杭州市滨江区江南大道588号' }],
  },
  {
    name: '橘子鲜果',
    legalName: '杭州橘子果品有限公司',
    category: '水果',
    colour: '#b4530a',
    mark: '橘',
    offer: '会员价95折，每周三双倍积分',
    stores: [
      { name: '翠苑店', kind: 'own', address: '杭州市西湖区翠苑街12号' },
      { name: '古墩店', kind: 'own', address: '杭州市西湖区古墩路701号' },
    ],
  },
  {
    name: '一木烘焙',
    legalName: '杭州一木食品有限公司',
    category: '烘焙',
    colour: '#6d4c1f',
    mark: '木',
    offer: '入会即享9折',
    stores: [{ name: '南宋御街店', kind: 'own', address: '杭州市上城区中山中路77号' }],
  },
  {
    name: '小鹿母婴',
    legalName: '杭州小鹿母婴用品有限公司',
    category: '母婴',
    colour: '#94405f',
    mark: '鹿',
    offer: '会员92折 · 生日礼',
    stores: [{ name: '城西店', kind: 'own', address: '杭州市余杭区五常大道1号' }],
  },
  {
    name: '洗衣工坊',
    legalName: '杭州净衣洗涤有限公司',
    category: '洗衣',
    colour: '#1e5a7d',
    mark: '净',
    offer: '充300送40，取送免费',
    stores: [{ name: '文一店', kind: 'own', address: '杭州市西湖区文一路115号' }],
  },
  {
    name: '墨香书店',
    legalName: '杭州墨香文化有限公司',
    category: '书店',
    colour: '#2d3136',
    mark: '墨',
    offer: '会员图书85折',
    stores: [{ name: '体育场路店', kind: 'own', address: '杭州市拱墅区体育场路286号' }],
  },
];

/** Name, months of term, price, discount and points ratio. The year card is what joining gives. */
export const CARD_TYPES = [
  { name: '三年卡', termMonths: 36, priceFen: 29_900, discountBp: 8_000, pointsBp: 20_000 },
  {
    name: '年卡',
    termMonths: 12,
    priceFen: 0,
    discountBp: 9_000,
    pointsBp: 10_000,
    isDefault: true,
  },
  { name: '季卡', termMonths: 3, priceFen: 3_900, discountBp: 8_500, pointsBp: 12_000 },
  { name: '月卡', termMonths: 1, priceFen: 1_900, discountBp: 8_500, pointsBp: 10_000 },
] as const;

export const TIERS = [
  { name: '银卡会员', minSpentFen: 50_000, discountBp: 8_800, pointsBp: 12_000 },
  { name: '金卡会员', minSpentFen: 200_000, discountBp: 8_500, pointsBp: 15_000 },
  { name: '黑卡会员', minSpentFen: 500_000, discountBp: 8_000, pointsBp: 20_000 },
] as const;

/** Pay 500 get 80, and two steps beside it. */
export const EXCHANGE_OPTIONS = [
  { points: 100, bonusFen: 500, validDays: 30, active: true },
  { points: 200, bonusFen: 1_200, validDays: 60, active: true },
  { points: 1_000, bonusFen: 8_000, validDays: 90, active: true },
];

export const RECHARGE_STEPS = [
  { payFen: 20_000, bonusFen: 2_000 },
  { payFen: 50_000, bonusFen: 8_000 },
  { payFen: 100_000, bonusFen: 20_000 },
];
export const BONUS_VALID_DAYS = 180;

/** Members of the chain besides the one to sign in as. */
export const MEMBER_NAMES = [
  '王小明',
  '李雨桐',
  '张博文',
  '刘思远',
  '陈佳怡',
  '杨子涵',
  '赵天宇',
  '黄梦琪',
  '周浩然',
  '吴欣妍',
  '徐志强',
  '孙丽华',
  '胡晓东',
  '朱雅婷',
  '高建国',
  '何静',
  '郭俊杰',
  '马晓燕',
  '罗永康',
  '梁诗雨',
  '宋伟',
  '郑慧敏',
  '谢晨曦',
  '韩雪',
  '唐一鸣',
  '冯思琪',
  '董成',
  '萧然',
  '程露',
  '曹宇轩',
] as const;

/** What people buy: list prices in fen. */
export const MENU_FEN = [1_500, 1_800, 2_200, 2_600, 2_800, 3_000, 3_200, 3_600, 4_500, 5_800];
