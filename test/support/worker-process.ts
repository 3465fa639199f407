// A real worker: the compiled program in a process of its own, to be killed, stopped in its tracks and let go again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from './dev-scripts';

/** What a worker is told; times in milliseconds of the real clock. */
export type WorkerEnvironment = Readonly<Record<string, string>>;

const HURRIED: WorkerEnvironment = {
  NODE_ENV: 'test',
  TABLEE_MODE: 'demonstration',
  WORKER_RELAY_EVERY_MS: '20',
  WORKER_TICK_EVERY_MS: '5000',
  WORKER_RESEND_AFTER_MS: '400',
  LOG_LEVEL: 'info',
};

/** A worker that runs. */
export class WorkerProcess {
  private said = '';

  private constructor(private readonly child: ChildProcess) {
    const hear = (words: unknown): void => {
      this.said = (this.said + String(words)).slice(-20_000);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }

  /** Starts one and waits until it is ready. @throws Error with its last words when it ends instead */
  static async start(environment: WorkerEnvironment): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [join(ROOT, 'dist', 'apps', 'worker', 'src', 'main.js')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', ...HURRIED, ...environment },
    });
    const worker = new WorkerProcess(child);
    await worker.untilItSays('worker ready');
    return worker;
  }

  /** Whether it has not ended. */
  get lives(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it said last. */
  get lastWords(): string {
    return this.said.slice(-4_000);
  }

  /** SIGKILL, and waits for its end. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM, and waits for its end. @returns its exit code */
  async stop(): Promise<number | null> {
    await this.end('SIGTERM');
    return this.child.exitCode;
  }

  /** Stops it in its tracks: it holds what it holds and answers nobody. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  /** Lets a frozen one go on as if no time had passed. */
  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** Waits until it has said something. */
  async untilItSays(words: string): Promise<void> {
    while (!this.said.includes(words)) {
      if (!this.lives) throw new Error(`the worker ended before it said "${words}":\n${this.lastWords}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.lives) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}
