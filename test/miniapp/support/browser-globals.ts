import { JSDOM, VirtualConsole } from 'jsdom';

/**
 * The document that miniprogram-simulate draws into. It looks for these globals as soon as it is loaded, so
 * this module comes first. The app itself does not see them: WeChat runs it where there is no document.
 */
const { window } = new JSDOM('<!doctype html><html><head></head><body></body></html>', {
  url: 'https://wechat.test',
  pretendToBeVisual: true,
  // It cannot read every style sheet of WeChat's, and need not.
  virtualConsole: new VirtualConsole(),
});
const { document, Event, CustomEvent, HTMLElement, Node } = window;

Object.assign(globalThis, { window, document, Event, CustomEvent, HTMLElement, Node });
