import { useEffect, useRef, useState, type RefObject } from 'react';
import { IS_H5 } from './platform';
import { useVisit } from './visits';

const NAME = 'scrolledBy';
/** Hands on the page: it is theirs from then on. */
const HANDS = ['touchstart', 'wheel', 'pointerdown', 'keydown'] as const;
/** What has not grown by then is shorter now. */
const PATIENCE_MS = 2_000;

/** Scrolls to where the page was left, as soon as it is long enough for that. */
function scrollOnceItCan(page: Element, content: Element, target: number): () => void {
  const observer = new ResizeObserver(() => {
    if (page.scrollHeight - page.clientHeight < target) return;
    page.scrollTop = target;
    stop();
  });
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
    for (const hand of HANDS) page.removeEventListener(hand, stop);
  };
  for (const hand of HANDS) page.addEventListener(hand, stop, { passive: true });
  const timer = setTimeout(stop, PATIENCE_MS);
  observer.observe(content);
  return stop;
}

/**
 * In a browser a page is where it was left when it is come back to. The content's root goes into the ref;
 * Taro's page around it is what scrolls. WeChat keeps the pages below as they are.
 */
export function useScrollOfVisit(): RefObject<Element | null> {
  const { left, now } = useVisit();
  const [target] = useState(left.get(NAME));
  const content = useRef<Element | null>(null);
  useEffect(() => {
    const page = IS_H5 ? content.current?.closest('.taro_page') : null;
    if (!page || !content.current) return undefined;
    const stop =
      typeof target === 'number' ? scrollOnceItCan(page, content.current, target) : () => undefined;
    const note = () => void now.set(NAME, page.scrollTop);
    page.addEventListener('scroll', note, { passive: true });
    return () => {
      stop();
      page.removeEventListener('scroll', note);
    };
  }, [target, now]);
  return content;
}
