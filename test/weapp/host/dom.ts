/** How WeChat's built-in components are shown by those of a browser. */
const TAGS: Record<string, string> = { image: 'img', text: 'span', view: 'div' };
/** Attributes that WeChat calls otherwise. */
const NAMES: Record<string, string> = { 'aria-role': 'role' };
/** Of these a browser takes any value as a yes. */
const SWITCHES = /^(disabled|readonly|autofocus|hidden|checked)$/;
const NO: readonly unknown[] = ['', 'false', false];

type SetAttribute = (this: Element, name: string, value: string) => void;

/** Kinds of keyboard, which a browser would take for kinds of field. */
const KEYBOARDS = /^(number|digit|idcard|nickname|text)$/;

/** Makes the document draw the app's elements, and tell of them what screen readers need. */
export function dressDocument(): void {
  const create = document.createElement.bind(document);
  document.createElement = (tag: string) => create(TAGS[tag] ?? tag);
  const set: SetAttribute = Reflect.get(Element.prototype, 'setAttribute');
  Element.prototype.setAttribute = function (name: string, value: unknown) {
    if (SWITCHES.test(name) && NO.includes(value)) this.removeAttribute(name);
    else if (name === 'type' && KEYBOARDS.test(String(value))) set.call(this, name, 'text');
    else set.call(this, NAMES[name] ?? name, String(value));
  };
}

let touched: EventTarget | null = null;

/** Remembers which field an event came from: the framework leaves out what was typed. */
export function watchFields(): void {
  for (const type of ['input', 'change', 'blur', 'focus']) {
    window.addEventListener(type, ({ target }) => (touched = target), true);
  }
}

/** An event's detail, with what stands in the field. */
export function withValue(type: string, detail: unknown): unknown {
  if (!/^(input|change|blur|focus|confirm)$/.test(type)) return detail;
  if (!(touched instanceof HTMLInputElement || touched instanceof HTMLTextAreaElement))
    return detail;
  const { value } = touched;
  return { ...(detail as object), value, cursor: value.length };
}
