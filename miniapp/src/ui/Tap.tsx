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
}

/** Anything that can be pressed: a real button on both platforms, without a look of its own. */
export function Tap(props: TapProps) {
  const { onTap, children, className = '', style, disabled = false, label, selected } = props;
  const named = a11y({
    ...(label === undefined ? {} : { label }),
    ...(selected === undefined ? {} : { selected }),
  });
  if (IS_H5) {
    return (
      <button
        type="button"
        className={`tap ${className}`}
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
      className={`tap ${className}`}
      {...(style ? { style } : {})}
      disabled={disabled}
      hoverClass="none"
      onClick={onTap}
      {...named}
    >
      {children}
    </Button>
  );
}
