import { Button } from '@tarojs/components';
import type { CSSProperties, ReactNode } from 'react';
import { a11y } from '@/lib/a11y';
import { IS_H5 } from '@/lib/platform';

interface TapProps {
  onTap: () => void;
  children?: ReactNode;
  className?: string;
  style?: CSSProperties;
  disabled?: boolean;
  /** Said by screen readers where the content alone does not say it. */
  label?: string;
  selected?: boolean;
  current?: boolean;
  /** Given, it shows and hides something. */
  expanded?: boolean;
  /** Given, it is something to tick rather than to press. */
  checked?: boolean;
}

/** Anything that can be pressed: a real button on both platforms, without a look of its own. */
export function Tap(props: TapProps) {
  const {
    onTap,
    children,
    className = '',
    style,
    disabled = false,
    label,
    selected,
    current,
    expanded,
    checked,
  } = props;
  const classes = `tap ${disabled ? 'tap--disabled' : ''} ${className}`;
  const named = a11y({
    ...(label === undefined ? {} : { label }),
    ...(selected === undefined ? {} : { selected }),
    ...(current ? { current } : {}),
    ...(expanded === undefined ? {} : { expanded }),
    ...(checked === undefined ? {} : { checked, role: 'checkbox' as const }),
    ...(disabled ? { disabled } : {}),
  });
  if (IS_H5) {
    return (
      <button
        type="button"
        className={classes}
        style={style}
        disabled={disabled}
        onClick={onTap}
        {...named}
      >
        {children}
      </button>
    );
  }
  return (
    <Button
      className={classes}
      {...(style ? { style } : {})}
      hoverClass="none"
      // Not `disabled`: WeChat would paint its own grey over our colours.
      onClick={() => {
        if (!disabled) onTap();
      }}
      {...named}
    >
      {children}
    </Button>
  );
}
