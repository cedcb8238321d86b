/**
 * WeChat's own component framework in a browser, with the built mini-program on it. Built-in components are
 * plain elements here: there is no native bar, picker or permission dialog, and one thread for everything.
 */
import { dressDocument, watchFields, withValue } from './dom';
import type { Root } from './easel';
import { resolved, run } from './logic';
import { getCurrentPages, startPages } from './pages';
import { makeWx, phoneAnswer } from './wx';

const { MiniProgramEnv, glassEasel } = easel;

interface AppLifecycle {
  onLaunch(options: object): void;
  onShow(options: object): void;
}

function openCodeSpace(env: InstanceType<typeof MiniProgramEnv>) {
  const space = env.createCodeSpace('', true);
  for (const [path, content] of Object.entries(built.templates)) {
    // Else Taro's `bindtap` on a plain element would be an attribute like any other.
    space.addCompiledTemplate(path, { content, fallbackListenerOnNativeNode: true });
  }
  for (const [path, config] of Object.entries(built.configs)) {
    if (path !== 'app' && !path.startsWith('project.'))
      space.addComponentStaticConfig(path, config);
  }
  return space;
}

/** What a touch or a key does to an element of the app. */
function openBackend() {
  const backend = new glassEasel.CurrentWindowBackendContext();
  backend.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, withValue(type, detail), options);
    glassEasel.Event.dispatchEvent(target, event);
    return event.getEventBubbleStatus();
  });
  return backend;
}

/** A button that asks WeChat for the phone number gets it. */
function answerOpenTypes(): void {
  document.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('[open-type="getPhoneNumber"]');
    if (button?.__wxElement) {
      glassEasel.triggerEvent(button.__wxElement, 'getphonenumber', phoneAnswer());
    }
  });
}

function start(): void {
  dressDocument();
  watchFields();
  glassEasel.globalOptions.writeIdToDOM = true;
  const env = new MiniProgramEnv();
  const space = openCodeSpace(env);
  const backend = env.associateBackend(openBackend());
  answerOpenTypes();

  let app: AppLifecycle | undefined;
  const App = (lifecycle: AppLifecycle) => (app = lifecycle);
  Object.assign(globalThis, { wx: makeWx(), App, getApp: () => app, getCurrentPages });
  // webpack's way to the global object would lead there.
  Reflect.deleteProperty(globalThis, 'MutationObserver');
  run('app');
  const launch = { path: built.configs['app']?.pages?.[0] ?? '', query: {}, scene: 1001 };
  app?.onLaunch(launch);
  app?.onShow(launch);

  const defined = new Set<string>();
  /** Runs what a page or component is made of, once; a component may use itself. */
  const define = (path: string): void => {
    if (defined.has(path)) return;
    defined.add(path);
    for (const used of Object.values(built.configs[path]?.usingComponents ?? {})) {
      define(resolved(used, path));
    }
    space.globalComponentEnv(globalThis, path, () => void run(path));
  };
  const createRoot = (route: string): Root => {
    define(route);
    return backend.createRoot('page-root', space, route);
  };
  startPages(launch.path, createRoot);
}

start();
