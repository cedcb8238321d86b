/** Markup that is safe to put into markup as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | readonly Piece[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

function textOf(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return escaped(String(piece));
}

/** A template whose values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(strings.reduce((text, part, at) => text + textOf(pieces[at - 1] ?? '') + part));
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1f2329; --soft: #646a73; --line: #e3e5e8; --ground: #f5f6f7;
  --sheet: #fff; --go: #067a46; --go-ink: #fff; --warn: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #ebeced; --soft: #a6abb3; --line: #363b42;
  --ground: #17191c; --sheet: #212429; --go: #2fb376; --go-ink: #06170e; --warn: #f58a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 16px 16px 48px; }
header { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
h1 { font-size: 20px; margin: 8px 0; }
h2 { font-size: 16px; margin: 28px 0 8px; }
.note { color: var(--soft); font-size: 13px; margin: 0; }
.card { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 12px 14px;
  margin: 8px 0; }
.line { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; justify-content: space-between; }
.mono { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.sum { font-size: 17px; font-weight: 600; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); }
.bad { color: var(--warn); }
form { display: inline; }
.acts { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
button, .button { font: inherit; color: inherit; background: transparent; border: 1px solid var(--line);
  border-radius: 8px; min-height: 36px; padding: 4px 14px; cursor: pointer; text-decoration: none;
  display: inline-flex; align-items: center; justify-content: center; }
button.go { background: var(--go); border-color: var(--go); color: var(--go-ink); }
button:focus-visible, .button:focus-visible { outline: 2px solid var(--go); outline-offset: 2px; }
.pay { min-height: 100vh; min-height: 100dvh; max-width: 480px; display: flex; flex-direction: column;
  padding: 40px 24px 32px; }
.pay .amount { font-size: 44px; font-weight: 600; font-variant-numeric: tabular-nums; margin: 4px 0 24px; }
.pay dl { margin: 0; border-top: 1px solid var(--line); }
.pay dl div { display: flex; justify-content: space-between; gap: 24px; padding: 12px 0;
  border-bottom: 1px solid var(--line); }
.pay dt { color: var(--soft); flex: none; }
.pay dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
.pay .acts { margin-top: auto; padding-top: 32px; flex-direction: column; }
.pay button, .pay .button { width: 100%; min-height: 48px; font-size: 17px; }
.center { text-align: center; }
`;

export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** Of the day, in Beijing. */
export const clockTime = (ms: number): string =>
  new Date(ms).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
