import './browser-globals';

/** An element that miniprogram-simulate has drawn; what the template gave it is in `_vt`. */
export interface Drawn extends HTMLElement {
  __wxElement?: { _vt?: { attrs: { name: string; value: unknown }[] } };
}

/** A page as the app's JavaScript knows it. */
export interface PageInstance {
  route: string;
  __route__: string;
  options: Record<string, string>;
  onLoad(options: Record<string, string>): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
  onReachBottom?(): void;
}

export interface Root {
  dom: HTMLElement;
  instance: PageInstance;
  attach(parent: HTMLElement): void;
  detach(): void;
  querySelector(selector: string): Part | undefined;
}

interface Part {
  dispatchEvent(type: string, options?: { detail?: object }): void;
}

interface Simulate {
  load(path: string, options: { rootPath: string; compiler: 'official' }): string;
  render(id: string): Root;
}

/* eslint-disable @typescript-eslint/no-require-imports -- they want the globals above to be there first */
/** WeChat's component framework and its official compiler, on a document of jsdom. */
export const simulate = require('miniprogram-simulate') as Simulate;

/** How it runs a component's JavaScript; replaced by the logic layer. */
export const runner = require('miniprogram-simulate/src/utils') as {
  runJs: (path: string) => unknown;
};

/** Takes what the file that is being run defines. */
export const registerComponent = (options: object): void =>
  (globalThis as unknown as { Component: (options: object) => void }).Component(options);
