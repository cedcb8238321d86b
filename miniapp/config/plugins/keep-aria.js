/**
 * Taro's WeChat templates drop every `aria-*` attribute. This plugin writes them into the templates of the
 * components that the app uses; a page sets them as `ariaLabel`, `ariaRole` … (see `src/lib/a11y.ts`).
 */
const COMPONENTS = ['View', 'Text', 'Button', 'Image', 'Input', 'ScrollView', 'Canvas'];

const ATTRIBUTES = {
  'aria-label': 'i.ariaLabel',
  'aria-role': 'i.ariaRole',
  'aria-hidden': 'i.ariaHidden',
  'aria-live': 'i.ariaLive',
  'aria-checked': 'i.ariaChecked',
  'aria-disabled': 'i.ariaDisabled',
  'aria-selected': 'i.ariaSelected',
};

module.exports = function keepAria(context) {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return;
      const additions = COMPONENTS.map((name) => [name, { ...ATTRIBUTES }]);
      platform.template.mergeComponents(context, Object.fromEntries(additions));
    },
  });
};
