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
        'aria-selected',
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
  const { label, role, hidden, live, selected, disabled, checked } = facts;
  const values = [label, role, hidden, live, selected, disabled, checked];
  const attributes: Record<string, unknown> = {};
  names.forEach((name, index) => {
    if (values[index] !== undefined) attributes[name] = values[index];
  });
  return attributes;
}
