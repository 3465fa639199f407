/** Finds the Chromium that browser tests drive, or gets it from the packages of the system. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './debian-packages.mjs';
import { dataFolder } from './settings.mjs';

const folder = join(dataFolder, 'chromium');

/** @returns `{ path, environment, note }`: the browser's program, what it needs in its environment, how it was found */
export async function findChromium() {
  const found = await findProgram({
    names: ['chromium', 'google-chrome-stable', 'google-chrome'],
    // A browser without a font shows empty boxes, and the package only recommends one.
    packages: ['chromium', 'fonts-dejavu-core'],
    folder,
    inside: 'usr/lib/chromium', // usr/bin has a script that looks for it in /usr/lib
    missing: (reason) =>
      `Il manque le navigateur Chromium, pour les tests, et il n’a pas pu être obtenu (${reason}) : ` +
      'installez « chromium », puis relancez la même commande.',
  });
  return found.path.startsWith(folder) ? { ...found, environment: { ...found.environment, ...fonts() } } : found;
}

/** Where fonts and their settings were unpacked, unless the system has its own. */
function fonts() {
  const settings = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'etc/fonts') };
  return { XDG_DATA_HOME: join(folder, 'usr/share'), ...settings };
}
