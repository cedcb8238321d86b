import { IS_H5 } from './platform';

interface A11y {
  label?: string;
  role?:
    | 'button'
    | 'heading'
    | 'img'
    | 'status'
    | 'alert'
    | 'dialog'
    | 'list'
    | 'listitem'
    | 'tab'
    | 'checkbox';
  hidden?: boolean;
  live?: 'polite' | 'assertive';
  /** Of several buttons the one that is chosen. */
  selected?: boolean;
  /** The page that one is on, among those that a bar leads to. */
  current?: boolean;
  disabled?: boolean;
  /** What it opens below itself is open. */
  expanded?: boolean;
  checked?: boolean;
}

/** What a fact is called on an element of a browser, and on a component of a mini-program. */
const NAMES: Record<keyof A11y, readonly [browser: string, wechat: string]> = {
  label: ['aria-label', 'ariaLabel'],
  role: ['role', 'ariaRole'],
  hidden: ['aria-hidden', 'ariaHidden'],
  live: ['aria-live', 'ariaLive'],
  // In a browser only options and tabs are selected; a button is pressed.
  selected: ['aria-pressed', 'ariaSelected'],
  current: ['aria-current', 'ariaSelected'],
  disabled: ['aria-disabled', 'ariaDisabled'],
  expanded: ['aria-expanded', 'ariaExpanded'],
  checked: ['aria-checked', 'ariaChecked'],
};

/** The same accessibility facts as attributes of a browser element or of a mini-program component. */
export function a11y(facts: A11y): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [fact, value] of Object.entries(facts)) {
    const [browser, wechat] = NAMES[fact as keyof A11y];
    if (value !== undefined) attributes[IS_H5 ? browser : wechat] = value;
  }
  return attributes;
}
