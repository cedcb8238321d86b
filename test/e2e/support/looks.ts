import type { Phone } from './phone';

/** Runs in the page: what sticks out of the screen sideways, or out of its button. */
function misfits(): string[] {
  const screen = document.documentElement.clientWidth;
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.slice(0, 30)}”`;
  const isClipped = (element: Element): boolean => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { right } = box.getBoundingClientRect();
      if (getComputedStyle(box).overflowX !== 'visible' && right <= screen + 1) return true;
    }
    return false;
  };
  const shown = [...document.body.querySelectorAll('*')].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility();
  });
  const out = shown.filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return (right > screen + 1 || left < -1) && !isClipped(element);
  });
  const wordsStickOut = (button: Element): boolean => {
    const words = document.createRange();
    const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
    const edge = button.getBoundingClientRect();
    while (texts.nextNode()) {
      words.selectNodeContents(texts.currentNode);
      const { left, right } = words.getBoundingClientRect();
      if (right > edge.right + 1 || left < edge.left - 1) return true;
    }
    return false;
  };
  const burst = shown.filter((element) => element.tagName === 'BUTTON' && wordsStickOut(element));
  const page = document.documentElement.scrollWidth > screen ? [document.documentElement] : [];
  return [...page, ...out, ...burst].map(nameOf);
}

/** Runs in the page: how bright the ground behind everything is, from 0 to 255. */
function groundBrightness(): number {
  const page = [...document.querySelectorAll('.screen')].find((screen) => screen.checkVisibility());
  let box = page ?? document.body;
  while (box.parentElement && getComputedStyle(box).backgroundColor === 'rgba(0, 0, 0, 0)') {
    box = box.parentElement;
  }
  const [red = 0, green = 0, blue = 0] =
    getComputedStyle(box)
      .backgroundColor.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  return (red + green + blue) / 3;
}

export const misfitsOn = (phone: Phone): Promise<string[]> => phone.page.evaluate(misfits);
export const groundOf = (phone: Phone): Promise<number> => phone.page.evaluate(groundBrightness);
