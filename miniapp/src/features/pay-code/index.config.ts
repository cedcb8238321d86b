export default definePageConfig({
  // The app switcher must not keep a picture of the code.
  visualEffectInBackground: 'hidden',
});
