// The entry: reads its settings, starts the worker, and stops it in order when asked to.
import 'reflect-metadata';
import { readConfig } from './config';
import { startWorker } from './worker';

async function main(): Promise<void> {
  const running = await startWorker(readConfig());
  const stop = (): void => {
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
});
