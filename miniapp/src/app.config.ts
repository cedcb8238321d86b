export default defineAppConfig({
  pages: ['pages/cards/index', 'pages/find/index', 'pages/me/index'],
  subPackages: [
    { root: 'features/sign-in', pages: ['index'] },
    { root: 'features/card', pages: ['index', 'entries', 'points'] },
    { root: 'features/pay-code', pages: ['index'] },
    { root: 'features/exchange-table', pages: ['index'] },
    { root: 'features/principal-caps', pages: ['index'] },
    { root: 'features/approval-limit', pages: ['index'] },
    { root: 'features/reports', pages: ['index'] },
    { root: 'features/opening', pages: ['index'] },
    { root: 'features/operator', pages: ['index'] },
    { root: 'features/counter', pages: ['index'] },
    { root: 'features/recharge', pages: ['index', 'result', 'orders'] },
    { root: 'features/payee', pages: ['index', 'orders', 'reconciliations'] },
    { root: 'features/recharge-cards', pages: ['index', 'batch'] },
  ],
  preloadRule: {
    'pages/cards/index': {
      network: 'all',
      packages: ['features/card', 'features/pay-code', 'features/counter'],
    },
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTextStyle: '@textStyle',
    navigationBarTitleText: '商家币',
    backgroundColor: '@ground',
    backgroundTextStyle: '@backgroundTextStyle',
  },
  // The bar itself is drawn by ui/TabBar: it follows language, text size and role at once.
  tabBar: {
    custom: true,
    color: '@ground',
    selectedColor: '@ground',
    backgroundColor: '@ground',
    list: [
      { pagePath: 'pages/cards/index', text: '卡包' },
      { pagePath: 'pages/find/index', text: '发现' },
      { pagePath: 'pages/me/index', text: '我的' },
    ],
  },
  animation: false,
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  networkTimeout: { request: 10_000, connectSocket: 10_000 },
  __usePrivacyCheck__: true,
});
