import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** How an OP_MSG that inserts into `entries` begins: `insert`, a string of 8 bytes, `entries`. */
const INSERT = Buffer.from('\x02insert\0\x08\0\0\0entries\0', 'latin1');
/** Header, flags, section kind, and the document's length come before it. */
const SEARCHED_BYTES = 64;

/**
 * A line from one BFF to MongoDB that loses what it is told to lose: an insert of entries either never
 * arrives, or is carried out while its reply does not come back. Either way the connection breaks.
 */
export class LossyProxy {
  lost = 0;
  private lossShare = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
    private readonly random: () => number,
  ) {
    server.on('connection', (client: Socket) => this.join(client));
  }

  static async start(targetPort: number, random: () => number): Promise<LossyProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LossyProxy(server, targetPort, random);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on this share of the inserts is lost. */
  lose(share: number): void {
    this.lossShare = share;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket): void {
    const upstream = connect(this.targetPort, '127.0.0.1');
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      this.sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
    let replyLost = false;
    client.on('data', (bytes: Buffer) => {
      if (this.loses(bytes)) {
        this.lost += 1;
        if (this.random() < 0.5) return end();
        replyLost = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      if (replyLost) end();
      else client.write(bytes);
    });
  }

  private loses(bytes: Buffer): boolean {
    if (this.lossShare === 0 || !bytes.subarray(0, SEARCHED_BYTES).includes(INSERT)) return false;
    return this.random() < this.lossShare;
  }
}
