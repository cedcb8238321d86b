/** What a page says of itself, or `app.json`. */
export interface Config {
  pages?: string[];
  usingComponents?: Record<string, string>;
}

/** The built mini-program, as `built.js` hands it to the page. Paths are from the root, without endings. */
interface Built {
  /** What WeChat's compiler made of each template. */
  templates: Record<string, unknown>;
  /** JavaScript of the app. */
  sources: Record<string, string>;
  configs: Record<string, Config>;
}

declare global {
  var built: Built;
}
