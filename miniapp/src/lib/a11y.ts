import { IS_H5 } from './platform';

interface A11y {
  label?: string;
  role?: 'button' | 'heading' | 'img' | 'status' | 'alert' | 'dialog' | 'group' | 'checkbox';
  /** A heading's: 1 for the screen's own, 2 for those of its parts. */
  level?: 1 | 2;
  hidden?: boolean;
  live?: 'polite' | 'assertive';
  /** Of several buttons in a group the one that holds. */
  selected?: boolean;
  /** The page that one is on, among those that a bar leads to. */
  current?: boolean;
  disabled?: boolean;
  /** What it opens below itself is open. */
  expanded?: boolean;
  checked?: boolean;
}

/** What a fact is called on an element of a browser, and on a component of a mini-program. */
const NAMES: Partial<Record<keyof A11y, readonly [browser: string, wechat: string]>> = {
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
    const name = NAMES[fact as keyof A11y]?.[IS_H5 ? 0 : 1];
    if (name && value !== undefined) attributes[name] = value;
  }
  // WeChat's readers keep to a dialog by its role.
  if (IS_H5 && facts.role === 'dialog') attributes['aria-modal'] = true;
  if (IS_H5 && facts.role === 'heading') attributes['aria-level'] = facts.level ?? 2;
  return attributes;
}
