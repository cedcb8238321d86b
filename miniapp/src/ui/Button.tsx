import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from '@/lib/a11y';
import { Icon, type IconName } from './Icon';
import { Tap } from './Tap';
import './Button.scss';

interface ButtonProps {
  onTap: () => void;
  children: ReactNode;
  /** One `primary` a screen. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  small?: boolean;
  icon?: IconName;
  /** While true a line runs along its edge, its words stay, and it takes no second tap. */
  busy?: boolean;
  disabled?: boolean;
  label?: string;
}

export function Button(props: ButtonProps) {
  const { onTap, children, kind = 'primary', small = false, icon, busy, disabled, label } = props;
  return (
    <Tap
      className={`button button--${kind} ${small ? 'button--small' : ''} ${busy ? 'button--busy' : ''}`}
      disabled={disabled === true || busy === true}
      onTap={onTap}
      {...(label === undefined ? {} : { label })}
    >
      {icon && <Icon name={icon} />}
      {children}
      {busy && <View className="button__work" {...a11y({ hidden: true })} />}
    </Tap>
  );
}
