import { WebSocket } from 'ws';

interface Callbacks<T> {
  success?: (result: T) => void;
  fail?: (problem: { errMsg: string }) => void;
  complete?: (result: T | { errMsg: string }) => void;
}

export interface RequestOptions extends Callbacks<object> {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `wx.request` and `wx.connectSocket` as real HTTP and a real socket to the BFF under test. */
export class Network {
  private online = true;
  private readonly sockets = new Set<WebSocket>();
  /** What has come in by socket. */
  readonly frames: string[] = [];
  private readonly listeners = new Set<(status: { isConnected: boolean }) => void>();

  constructor(private readonly apiUrl: string) {}

  /** The app was built for some origin; the calls go to the one under test. */
  private here(url: string): string {
    const { pathname, search } = new URL(url);
    return this.apiUrl + pathname + search;
  }

  private async exchange({ url, method = 'GET', data, header = {} }: RequestOptions) {
    if (!this.online) throw new Error('no network');
    const answer = await fetch(this.here(url), {
      method,
      headers: header,
      ...(method === 'GET' ? {} : { body: JSON.stringify(data) }),
    });
    return {
      errMsg: 'request:ok',
      statusCode: answer.status,
      data: parsed(await answer.text()),
      header: Object.fromEntries(answer.headers),
    };
  }

  readonly request = (options: RequestOptions) => {
    this.exchange(options).then(
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
  };

  readonly connectSocket = ({ url, success, complete }: { url: string } & Callbacks<object>) => {
    const socket = new WebSocket(this.here(url).replace(/^http/, 'ws'));
    this.sockets.add(socket);
    // Without a listener an error would end the test.
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    if (!this.online) socket.terminate();
    const task = {
      onOpen: (listener: () => void) => socket.on('open', listener),
      onMessage: (listener: (message: { data: string }) => void) =>
        socket.on('message', (data: Buffer) => {
          this.frames.push(data.toString());
          listener({ data: data.toString() });
        }),
      onClose: (listener: () => void) => socket.on('close', listener),
      onError: (listener: () => void) => socket.on('error', listener),
      send: ({ data }: { data: string }) => socket.send(data),
      close: () => socket.close(),
    };
    const result = { errMsg: 'connectSocket:ok' };
    success?.(result);
    complete?.(result);
    return task;
  };

  readonly onNetworkStatusChange = (listener: (status: { isConnected: boolean }) => void) => {
    this.listeners.add(listener);
  };

  /** Takes the network away, or gives it back. */
  setOnline(online: boolean): void {
    this.online = online;
    if (!online) this.end();
    for (const listener of this.listeners) listener({ isConnected: online });
  }

  end(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}
