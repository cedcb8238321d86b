const path = require('node:path');
const additions = require('./aria');

/**
 * Taro's WeChat templates drop every `aria-*` attribute. This plugin writes them into the templates of the
 * components that the app uses; a page sets them as `ariaLabel`, `ariaRole` … (see `src/lib/a11y.ts`).
 *
 * Templates call a component's attributes by their place in the alphabet (`p0`, `p1` …), and so does the app
 * when it fills them in: both sides must know of the same attributes, or every one lands in its neighbour.
 */
module.exports = function keepAria(context) {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return;
      platform.template.mergeComponents(context, additions);
      platform.runtimePath = [
        platform.runtimePath,
        path.resolve(__dirname, 'keep-aria-runtime.js'),
      ].flat();
    },
  });
};
