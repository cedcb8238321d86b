interface Callbacks<T> {
  success?: (result: T) => void;
  fail?: (problem: { errMsg: string }) => void;
  complete?: (result: T | { errMsg: string }) => void;
}

interface RequestOptions extends Callbacks<object> {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
}

/** The app was built for some origin; its calls go to the one that serves this page. */
function here(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return location.origin + pathname + search;
}

async function exchange({ url, method = 'GET', data, header = {} }: RequestOptions) {
  const answer = await fetch(here(url), {
    method,
    headers: header,
    ...(method === 'GET' ? {} : { body: JSON.stringify(data) }),
  });
  const isJson = answer.headers.get('content-type')?.includes('json');
  return {
    errMsg: 'request:ok',
    statusCode: answer.status,
    data: isJson ? ((await answer.json()) as unknown) : await answer.text(),
    header: Object.fromEntries(answer.headers),
  };
}

/** `wx.request` */
export function request(options: RequestOptions): { abort: () => void } {
  exchange(options).then(
    (result) => {
      options.success?.(result);
      options.complete?.(result);
    },
    (error: Error) => {
      const problem = { errMsg: `request:fail ${error.message}` };
      options.fail?.(problem);
      options.complete?.(problem);
    },
  );
  return { abort: () => undefined };
}

/** `wx.connectSocket` */
export function connectSocket({ url, success, complete }: { url: string } & Callbacks<object>) {
  const socket = new WebSocket(here(url).replace(/^http/, 'ws'));
  const result = { errMsg: 'connectSocket:ok' };
  success?.(result);
  complete?.(result);
  return {
    onOpen: (listener: () => void) => socket.addEventListener('open', listener),
    onMessage: (listener: (message: { data: string }) => void) =>
      socket.addEventListener('message', ({ data }) => listener({ data: String(data) })),
    onClose: (listener: () => void) => socket.addEventListener('close', listener),
    onError: (listener: () => void) => socket.addEventListener('error', listener),
    send: ({ data }: { data: string }) => socket.send(data),
    close: () => socket.close(),
  };
}
