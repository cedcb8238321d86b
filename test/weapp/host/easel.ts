/** The parts of WeChat's component framework that the host uses; its packages bring no types that resolve. */
export interface Instance {
  route: string;
  __route__: string;
  options: Record<string, string>;
  onLoad?(options: Record<string, string>): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
}

export interface Root {
  get(): Instance;
  attach(parent: Element, placeholder: Element): void;
  release(): void;
}

interface CodeSpace {
  addCompiledTemplate(path: string, template: object): void;
  addComponentStaticConfig(path: string, config: object): void;
  globalComponentEnv(global: object, path: string, run: () => void): void;
}

/** An element of the app, kept by the DOM element that shows it. */
type EaselElement = object;

interface DomBackend {
  onEvent(
    listener: (target: EaselElement, type: string, detail: unknown, options: object) => unknown,
  ): void;
}

interface EaselEvent {
  getEventBubbleStatus(): unknown;
}

interface Easel {
  MiniProgramEnv: new () => {
    createCodeSpace(id: string, isMain: boolean): CodeSpace;
    associateBackend(backend: DomBackend): {
      createRoot(tag: string, space: CodeSpace, path: string): Root;
    };
  };
  glassEasel: {
    globalOptions: { writeIdToDOM: boolean };
    CurrentWindowBackendContext: new () => DomBackend;
    Event: {
      new (type: string, detail: unknown, options: object): EaselEvent;
      dispatchEvent(target: EaselElement, event: EaselEvent): void;
    };
    triggerEvent(target: EaselElement, type: string, detail: object): void;
  };
}

declare global {
  interface Element {
    __wxElement?: EaselElement;
  }
  var easel: Easel;
}
