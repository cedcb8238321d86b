import { mergeInternalComponents } from '@tarojs/shared';
import additions from './aria';

/** Part of the app: see keep-aria.js. */
mergeInternalComponents(additions);
