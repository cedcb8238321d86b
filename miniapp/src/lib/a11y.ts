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
  disabled?: boolean;
  checked?: boolean;
}

/** The same accessibility facts as attributes of a browser element or of a mini-program component. */
export function a11y(facts: A11y): Record<string, unknown> {
  const names = IS_H5
    ? [
        'aria-label',
        'role',
        'aria-hidden',
        'aria-live',
        // In a browser only tabs and options can be selected.
        'aria-pressed',
        'aria-disabled',
        'aria-checked',
      ]
    : [
        'ariaLabel',
        'ariaRole',
        'ariaHidden',
        'ariaLive',
        'ariaSelected',
        'ariaDisabled',
        'ariaChecked',
      ];
  const { label, role, level = 2, hidden, live, selected, disabled, checked } = facts;
  const values = [label, role, hidden, live, selected, disabled, checked];
  const attributes: Record<string, unknown> = {};
  names.forEach((name, index) => {
    if (values[index] !== undefined) attributes[name] = values[index];
  });
  if (IS_H5 && role === 'heading') attributes['aria-level'] = level;
  return attributes;
}
