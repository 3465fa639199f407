/** `npm run reset`: stops what runs and deletes the demonstration's data; packages and passwords stay. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopOrphans } from './applications.mjs';
import { holder } from './locks.mjs';
import { stopProcess } from './process-tree.mjs';
import { stopServices } from './services.mjs';
import { dataFolder, environment, fallbackFolder } from './settings.mjs';
import { runCommand, say, step } from './terminal.mjs';

async function main() {
  const running = holder(join(dataFolder, 'start', 'start.lock'));
  await step('Arrêt', async () => {
    if (running !== null) await stopProcess(running, { patience: 60_000 });
    await stopOrphans('start');
    await stopServices('start');
  });
  await step('Données effacées', async () => {
    for (const folder of [dataFolder, fallbackFolder]) rmSync(join(folder, 'start'), { recursive: true, force: true });
  });
  if (environment.DATABASE_URL) say('La base donnée par DATABASE_URL n’a pas été touchée.');
  say('« npm start » repart de zéro.');
}

await runCommand(main);
