// A real api: the compiled program in a process of its own, called over HTTP and killed like any program.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { redisUrl } from './database-addresses';
import { ROOT } from './dev-scripts';
import { SEALING_ENVIRONMENT } from './sealing';

/** Where its data is: the addresses of the two roles it signs in as. */
export interface ApiData {
  readonly appUrl: string;
  readonly identityUrl: string;
}

/** Somebody who is signed in: what a browser sends along. */
export interface Caller {
  readonly cookie: string;
  readonly csrf: string;
}

/** One request; `key` is sent as Idempotency-Key. */
export interface Asked {
  readonly by: Caller;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly key?: string;
}

/** What came back. */
export interface Told {
  readonly status: number;
  readonly text: string;
  /** Whether the api says that it only repeats what it answered before. */
  readonly replayed: boolean;
}

const QUIET = {
  NODE_ENV: 'test',
  TABLEE_MODE: 'demonstration',
  LOG_LEVEL: 'info',
  API_PORT: '0',
  API_CALLS_PER_MINUTE: '10000000',
  API_SIGN_INS_PER_MINUTE: '10000000',
  PUBLIC_URL: 'http://localhost:3210',
};

/** An api that runs. */
export class ApiProcess {
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    private url: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (words) => (this.said = (this.said + String(words)).slice(-20_000)));
    }
  }

  /** Starts one on a free port and waits until it listens. @throws Error with its last words when it ends instead */
  static async start({ appUrl, identityUrl }: ApiData): Promise<ApiProcess> {
    const child = spawn(process.execPath, [join(ROOT, 'dist', 'apps', 'api', 'src', 'main.js')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/bin:/bin',
        ...QUIET,
        DATABASE_APP_URL: appUrl,
        DATABASE_IDENTITY_URL: identityUrl,
        REDIS_URL: redisUrl(),
        ...SEALING_ENVIRONMENT,
      },
    });
    const api = new ApiProcess(child, '');
    while (api.lives) {
      const [, url] = /listening at (http:\/\/127[^"\s]+)/.exec(api.said) ?? [];
      if (url !== undefined) {
        api.url = url;
        return api;
      }
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    throw new Error(`the api ended before it listened:\n${api.lastWords}`);
  }

  /** Whether it has not ended. */
  get lives(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it said last. */
  get lastWords(): string {
    return this.said.slice(-4_000);
  }

  /** Asks it. @throws TypeError when the connection breaks before the answer is whole */
  async ask({ by, method, path, body, key }: Asked): Promise<Told> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        cookie: by.cookie,
        ...(method === 'POST' ? { 'x-csrf-token': by.csrf } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, replayed: answer.headers.get('idempotency-replayed') === 'true' };
  }

  /** SIGKILL, and waits for its end. */
  async kill(): Promise<void> {
    if (!this.lives) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
