// Stands between the api and Postgres and passes everything on, until it is told to keep the answer of one statement: the
// server has committed then, and the api will never learn of it.
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

// "Ready for query, no transaction is open": Postgres sends it when an autocommitted statement has been committed.
const AT_REST = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** A proxy on a port of its own. */
export class AnswerThief {
  private readonly sockets = new Set<Socket>();
  private wanted: Buffer | null = null;
  private tell: () => void = () => undefined;

  private constructor(
    private readonly server: Server,
    /** The address to give the api. */
    readonly url: string,
  ) {}

  /** Opens one before the Postgres of an address. */
  static async before(url: string): Promise<AnswerThief> {
    const real = new URL(url);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const own = new URL(url);
    own.port = String((server.address() as AddressInfo).port);
    const thief = new AnswerThief(server, own.href);
    server.on('connection', (client) => thief.passOn(client, connect(Number(real.port), real.hostname)));
    return thief;
  }

  /** Keeps the answer of the next statement that is prepared under this name. @returns when it is committed and kept */
  steal(statement: string): Promise<void> {
    this.wanted = Buffer.from(`${statement}\0`);
    return new Promise((resolve) => (this.tell = resolve));
  }

  /** Cuts everything. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private passOn(client: Socket, server: Socket): void {
    let kept: Buffer | null = null;
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.on('data', (words) => {
      if (this.wanted !== null && words.includes(this.wanted)) {
        this.wanted = null;
        kept = Buffer.alloc(0);
      }
      server.write(words);
    });
    server.on('data', (words) => {
      if (kept === null) {
        client.write(words);
        return;
      }
      kept = Buffer.concat([kept, words]);
      if (kept.includes(AT_REST)) this.tell();
    });
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
  }
}
