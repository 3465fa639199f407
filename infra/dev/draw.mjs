/**
 * `npm run -s draw -- council|verify|line …`: a lottery on files, or its verification. Sets itself up, speaks on standard error
 * only, and needs neither Postgres nor Redis. Paths are seen from where the command was typed.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { environment, root } from './settings.mjs';
import { setUp } from './setup.mjs';
import { runCommand, speakOnStandardError } from './terminal.mjs';

async function main() {
  speakOnStandardError();
  const { program } = await setUp();
  const file = join(root, 'dist', 'apps', 'draw', 'src', 'main.js');
  const cwd = (environment.npm_lifecycle_event === 'draw' && environment.INIT_CWD) || process.cwd();
  const { status } = spawnSync(program, [file, ...process.argv.slice(2)], { cwd, env: environment, stdio: 'inherit' });
  return status ?? 2;
}

await runCommand(main);
