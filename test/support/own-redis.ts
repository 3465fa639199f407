// A Redis of one's own that a test may wipe, kill and start again; it keeps nothing on disk.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { findRedis, freePort, type ServerProgram } from './dev-scripts';

/** A Redis process. */
export class OwnRedis {
  private constructor(
    private readonly program: ServerProgram,
    readonly port: number,
    private child: ChildProcess,
  ) {}

  /** Starts one on a free port. */
  static async start(): Promise<OwnRedis> {
    const [program, port] = [await findRedis(), await freePort()];
    const redis = new OwnRedis(program, port, launch(program, port));
    await redis.untilReady();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Runs work on a connection of its own. */
  async with<Result>(work: (client: Redis) => Promise<Result>): Promise<Result> {
    const client = new Redis(this.url, { maxRetriesPerRequest: 100, retryStrategy: () => 20 });
    client.on('error', () => undefined);
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  }

  /** Forgets everything. */
  async wipe(): Promise<void> {
    await this.with((client) => client.flushall());
  }

  /** Dies at once (kill -9); nothing was written. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  /** Stops it in its tracks: its connections stay open and nobody is answered. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  /** Starts again on the same port, empty. */
  async startAgain(): Promise<void> {
    this.child = launch(this.program, this.port);
    await this.untilReady();
  }

  private async untilReady(): Promise<void> {
    await this.with((client) => client.ping());
  }
}

function launch(program: ServerProgram, port: number): ChildProcess {
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', 'maxmemory-policy': 'noeviction' };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(program.path, words, {
    cwd: tmpdir(),
    stdio: 'ignore',
    env: { PATH: '/usr/bin:/bin', ...program.environment },
  });
  child.on('error', () => undefined);
  return child;
}
