/** Everything before a start: a Node new enough, the packages, the pinned runtime, the compiled code, the web pages. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { build } from './build.mjs';
import { installPackages } from './install-packages.mjs';
import { waitForLock } from './locks.mjs';
import { atLeast, dataFolder, oldestSetupNode } from './settings.mjs';
import { Refusal, isCommand, runCommand, say } from './terminal.mjs';

/**
 * Sets the checkout up; two commands of one checkout do it one after the other.
 * @returns `{ program, version }` of the Node that runs the product
 */
export async function setUp() {
  requireNode();
  mkdirSync(dataFolder, { recursive: true });
  const release = await waitForLock(join(dataFolder, 'setup.lock'), () =>
    say('… une autre commande installe déjà : en attente'),
  );
  try {
    const runtime = await installPackages();
    await build();
    await buildWeb();
    return runtime;
  } finally {
    release();
  }
}

function requireNode() {
  if (atLeast(process.version, oldestSetupNode)) return;
  throw new Refusal(
    `Tablée demande Node ${oldestSetupNode.join('.')} ou plus récent, et celui-ci est ${process.version} : ` +
      'installez un Node plus récent (nodejs.org), puis relancez la même commande.',
  );
}

if (isCommand(import.meta.url)) await runCommand(async () => void (await setUp()));
