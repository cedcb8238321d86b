import { useEffect } from 'react';
import { noteDialog } from '@/lib/openDialogs';
import { IS_H5 } from '@/lib/platform';

const CAN_FOCUS = 'button:not(:disabled), input, select, textarea, a[href], [tabindex="0"]';

/** Tab goes round inside the panel and not out to the page that lies below. */
function goRound(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...panel.querySelectorAll<HTMLElement>(CAN_FOCUS)];
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const at = document.activeElement;
  const leaves = event.shiftKey ? at === first || at === panel : at === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/**
 * In a browser the panel with this id takes the focus while it is there, unless a field in it has it already,
 * and gives it back to what had it before. WeChat's readers follow the role by themselves.
 */
export function useDialogFocus(id: string): void {
  useEffect(noteDialog, []);
  useEffect(() => {
    const panel = IS_H5 ? document.getElementById(id) : null;
    if (!panel) return undefined;
    const before = document.activeElement;
    panel.tabIndex = -1;
    if (!panel.contains(before)) panel.focus({ preventScroll: true });
    const onKey = (event: KeyboardEvent) => goRound(panel, event);
    panel.addEventListener('keydown', onKey);
    return () => {
      panel.removeEventListener('keydown', onKey);
      // Closed below another dialog, it must not take the focus out of that one.
      const at = document.activeElement;
      const hadIt = at === null || at === document.body || panel.contains(at);
      if (hadIt && before instanceof HTMLElement && !panel.contains(before)) {
        before.focus({ preventScroll: true });
      }
    };
  }, [id]);
}
