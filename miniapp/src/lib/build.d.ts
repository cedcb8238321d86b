/** Set by config/index.ts at build time. */
declare const BUILD_TARGET: 'h5' | 'weapp';
/** Origin of the API without a trailing slash; empty where it is the page's own origin. */
declare const API_BASE: string;
/** Where the browser app lets members pay; empty where it cannot. */
declare const PAY_PAGE: string;
/** A development build: it has the page that shows every component. */
declare const GALLERY: boolean;

declare module '*.scss';

/** One encoder of jsbarcode, without its renderers. */
declare module 'jsbarcode/bin/barcodes/CODE128/CODE128C.js' {
  export default class CODE128C {
    constructor(digits: string, options: Record<string, unknown>);
    /** `data` is a bar (1) or a gap (0) for each module. */
    encode(): { data: string };
  }
}
