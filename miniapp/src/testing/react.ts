/// <reference types="jest" />
import { JSDOM } from 'jsdom';
import type { ReactNode } from 'react';

/** As much of React's own as is asked of it here: this part comes without types. */
export interface Root {
  render: (node: ReactNode) => void;
  unmount: () => void;
}
interface ReactDom {
  createRoot: (element: object) => Root;
  act: (run: () => Promise<void>) => Promise<void>;
}

export interface React {
  newRoot: () => Root;
  /** Does something, and waits for all that follows from it. */
  act: (run: () => void) => Promise<void>;
}

/** Opens an empty document and loads React for it, which looks for one as soon as it is loaded. */
export function openReact(): React {
  const { window } = new JSDOM('', { url: 'http://shop.test/' });
  const { document, navigator } = window;
  Object.assign(globalThis, { window, document, navigator, IS_REACT_ACT_ENVIRONMENT: true });
  const { createRoot } = jest.requireActual<ReactDom>('react-dom/client');
  const utils = jest.requireActual<ReactDom>('react');
  return {
    newRoot: () => createRoot(document.createElement('div')),
    act: (run) => utils.act(() => Promise.resolve(run())),
  };
}
