/**
 * `npm run test:soak`: the random walk of test/faults for minutes instead of seconds. Many clients pay, refund, redeem and are
 * paid out at random while api processes are killed; at the end the books must balance and nothing acknowledged be lost.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, root } from './settings.mjs';
import { Refusal, runCommand } from './terminal.mjs';

const OPTIONS = { minutes: { type: 'string' }, clients: { type: 'string' }, seed: { type: 'string' } };

await runCommand(() => {
  const { values } = parseArgs({ options: OPTIONS });
  const [minutes, clients, seed] = [
    values.minutes ?? '10',
    values.clients ?? '24',
    values.seed ?? String(Date.now() % 1e6),
  ];
  if (![minutes, clients, seed].every((text) => Number(text) > 0)) {
    throw new Refusal('Donnez des nombres au-dessus de zéro : --minutes 10 --clients 24 --seed 7');
  }
  const env = { ...environment, SOAK_MINUTES: minutes, SOAK_CLIENTS: clients, SOAK_SEED: seed };
  const test = join(root, 'infra', 'dev', 'test.mjs');
  const { status } = spawnSync(process.execPath, [test, 'test/faults/random-walk'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return status ?? 1;
});
