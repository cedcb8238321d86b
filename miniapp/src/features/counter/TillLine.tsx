import type { ReactNode } from 'react';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import './TillLine.scss';

interface TillLineProps {
  /** `quiet` is there to be found, `plain` stands out, `warn` wants to be dealt with. */
  tone: 'quiet' | 'plain' | 'warn';
  onTap: () => void;
  children: ReactNode;
}

/** One line above the amount that opens a list. */
export function TillLine({ tone, onTap, children }: TillLineProps) {
  return (
    <Tap className={`till-line till-line--${tone}`} onTap={onTap}>
      {children}
      <Icon name="forward" />
    </Tap>
  );
}
