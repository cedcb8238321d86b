import type { Phone } from './phone';

/** Runs in the page: what is pressed but too small for a thumb, by the area that really takes the press. */
function smallTargets(least: number): string[] {
  const PRESSED = 'button, a[href], input, select, textarea, [role=button], [role=tab]';
  /** A link in running text is as high as its line. */
  const isInSentence = (element: Element): boolean => {
    const line = element.parentElement?.textContent.trim() ?? '';
    // A browser makes a button's `inline` an `inline-block`.
    const isInline = getComputedStyle(element).display.startsWith('inline');
    return isInline && line.length > element.textContent.trim().length;
  };
  const takes = (element: Element, x: number, y: number): boolean => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.closest('label')?.control === element);
  };
  const isCovered = (element: Element): boolean => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return !takes(element, left + width / 2, top + height / 2);
  };
  const isSmall = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    if (width >= least && height >= least) return false;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    if (isCovered(element)) return false;
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const [across, down] = [Math.max(width, least) / 2 - 1, Math.max(height, least) / 2 - 1];
    const edges: [number, number][] = [
      ...(width < least
        ? ([
            [x - across, y],
            [x + across, y],
          ] as [number, number][])
        : []),
      ...(height < least
        ? ([
            [x, y - down],
            [x, y + down],
          ] as [number, number][])
        : []),
    ];
    return !edges.every(([edgeX, edgeY]) => takes(element, edgeX, edgeY));
  };
  const shown = [...document.querySelectorAll(PRESSED)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    const isOff = element.matches(':disabled') || element.closest('[aria-hidden=true]') !== null;
    return width > 0 && height > 0 && !isOff && element.checkVisibility();
  });
  return shown
    .filter((element) => !isInSentence(element) && isSmall(element))
    .map((element) => {
      const { width, height } = element.getBoundingClientRect();
      const size = `${Math.round(width)}×${Math.round(height)}`;
      return `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.slice(0, 20)}” ${size}`;
    });
}

/** CSS px that WCAG's and Apple's guides ask for. */
const LEAST = 44;

export const smallTargetsOn = (phone: Phone, least = LEAST): Promise<string[]> =>
  phone.page.evaluate(smallTargets, least);
