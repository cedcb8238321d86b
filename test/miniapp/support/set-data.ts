import { OpenPage } from './open-page';

/** What a page handed over to be drawn, in one call. */
export interface Drawing {
  /** Where in the page's tree. */
  paths: string[];
  /** All of it, as it crosses the bridge. */
  text: string;
}

type SetData = (data: Record<string, unknown>, drawn?: () => void) => void;

/** Notes each `setData` of a page from here on. */
export function watchSetData(page: OpenPage): Drawing[] {
  const drawings: Drawing[] = [];
  const instance = page.instance as unknown as { setData: SetData };
  const setData = instance.setData.bind(instance);
  instance.setData = (data, drawn) => {
    drawings.push({ paths: Object.keys(data), text: JSON.stringify(data) });
    setData(data, drawn);
  };
  return drawings;
}

const open = Reflect.get<OpenPage, 'open'>(OpenPage.prototype, 'open');

/** Notes each `setData` of pages that open from here on, from their first. */
export function watchOpeningPages(): Drawing[][] {
  const pages: Drawing[][] = [];
  jest.spyOn(OpenPage.prototype, 'open').mockImplementation(function (this: OpenPage) {
    pages.push(watchSetData(this));
    open.call(this);
  });
  return pages;
}
