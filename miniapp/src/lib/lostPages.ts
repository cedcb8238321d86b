import Taro from '@tarojs/taro';
import { historyEntry } from './historyEntry';
import { IS_H5 } from './platform';

/** An entry of the browser's history. */
interface Place {
  index: number;
  address: string;
}

const placeNow = (): Place => ({ index: historyEntry().index, address: window.location.href });

function returnTo({ index, address }: Place): void {
  const here = placeNow();
  const steps = index - here.index;
  // Not a number behind an address that was typed: then the entry itself becomes the shown page's.
  if (steps) window.history.go(steps);
  else if (here.address !== address) {
    window.history.replaceState(window.history.state, '', address);
  }
}

/**
 * In a browser a page's own script may not come. Taro has changed the address by then, leaves the page before
 * on the screen and throws: the address becomes that page's again, so that a tap can try once more.
 *
 * @param onLost says so to the person
 */
export function whenPageIsLost(onLost: () => void): void {
  if (!IS_H5) return;
  let shown: Place | undefined;
  Taro.eventCenter.on('__afterTaroRouterChange', () => {
    shown = placeNow();
  });
  window.addEventListener('unhandledrejection', (event) => {
    // Of scripts and styles alike, by webpack's own name for it.
    if ((event.reason as Error | undefined)?.name !== 'ChunkLoadError') return;
    event.preventDefault();
    onLost();
    if (shown) returnTo(shown);
  });
}
