// The entry: reads its settings, opens the door, and closes it in order when asked to stop.
import 'reflect-metadata';
import { buildApplication } from './application';
import { readConfig } from './config';

const PATIENCE_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig();
  const app = await buildApplication({ config });
  await app.listen(config.port, '0.0.0.0');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // Calls under way are answered, then the pools are closed; whoever does not finish is cut off.
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      app.close().then(() => process.exit(0), leave);
    });
  }
}

function leave(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(leave);
