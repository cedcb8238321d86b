import CODE128C from 'jsbarcode/bin/barcodes/CODE128/CODE128C.js';
import qrcode from 'qrcode-generator';

/** A picture for an image's `src`, with the size in modules that it must be scaled by whole pixels of. */
export interface Picture {
  src: string;
  modulesWide: number;
}

function svg(width: number, height: number, path: string): string {
  // Edges must fall on pixels, and the colour is black in every theme: scanners read it.
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" shape-rendering="crispEdges">` +
    `<path d="${path}" fill="black"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

/** Runs of set modules in a row, as rectangles of a path. */
function runs(row: readonly boolean[], top: number, height: number): string {
  let path = '';
  for (let start = 0; start < row.length; start += 1) {
    if (!row[start]) continue;
    let end = start;
    while (row[end]) end += 1;
    path += `M${start} ${top}h${end - start}v${height}h-${end - start}z`;
    start = end;
  }
  return path;
}

/** The digits as Code 128 (set C: two digits a symbol, so the bars stay wide). */
export function barcodePicture(digits: string): Picture {
  const bars = Array.from(new CODE128C(digits, {}).encode().data, (module) => module === '1');
  return { src: svg(bars.length, 1, runs(bars, 0, 1)), modulesWide: bars.length };
}

/** The digits as the smallest QR code with a quarter of redundancy. */
export function qrPicture(digits: string): Picture {
  const code = qrcode(0, 'Q');
  code.addData(digits, 'Numeric');
  code.make();
  const size = code.getModuleCount();
  const rows = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => code.isDark(row, column)),
  );
  const path = rows.map((row, top) => runs(row, top, 1)).join('');
  return { src: svg(size, size, path), modulesWide: size };
}

/** The widest size not above `available` px at which each module covers whole pixels of the screen. */
export function crispWidth(modules: number, available: number, pixelRatio: number): number {
  const pixelsPerModule = Math.max(1, Math.floor((available * pixelRatio) / modules));
  return (pixelsPerModule * modules) / pixelRatio;
}
