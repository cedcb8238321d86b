/** What Node or a browser offers and WeChat's JavaScript does not: the app must do without. */
export const ABSENT = [
  ...['window', 'document', 'self', 'navigator', 'location', 'localStorage', 'sessionStorage'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Headers', 'Request', 'Response'],
  ...['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Blob', 'FormData', 'FileReader'],
  ...['crypto', 'Intl', 'atob', 'btoa', 'structuredClone', 'queueMicrotask', 'performance'],
  ...['AbortController', 'AbortSignal', 'Event', 'EventTarget', 'CustomEvent', 'MessageChannel'],
  ...['HTMLElement', 'Node', 'MutationObserver', 'requestAnimationFrame', 'getComputedStyle'],
  ...['setImmediate', 'clearImmediate', 'process', 'Buffer', 'global', 'jest', '__dirname'],
] as const;
