// The entry: reads its settings, opens the door, and closes it in order when asked to stop.
import 'reflect-metadata';
import { buildApplication } from './application';
import { readConfig } from './config';

async function main(): Promise<void> {
  const config = readConfig();
  const app = await buildApplication({ config });
  await app.listen(config.port, '0.0.0.0');
}

main().catch((error: unknown) => {
  const { message } = error as Error;
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
