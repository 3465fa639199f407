// What the demonstration is told: read once, and refused outside demonstration mode.
import { readSealingKeys, type SealingKeys } from '#tenancy';

/** Where the database is for each role, the password of the people one may sign in as, and the keys of sealed texts. */
export interface Config {
  readonly appUrl: string;
  readonly identityUrl: string;
  readonly relayUrl: string;
  readonly password: string;
  readonly sealing: SealingKeys;
}

/** Reads the settings. @throws Error in French when one is missing, or outside demonstration mode */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const needed = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} manque : la démonstration se lance par « npm start »`);
    return value;
  };
  if (needed('TABLEE_MODE') !== 'demonstration') {
    throw new Error('la démonstration ne se lance pas hors du mode démonstration');
  }
  const faults: string[] = [];
  const sealing = readSealingKeys(environment, faults);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return Object.freeze({
    appUrl: needed('DATABASE_APP_URL'),
    identityUrl: needed('DATABASE_IDENTITY_URL'),
    relayUrl: needed('DATABASE_RELAY_URL'),
    password: needed('DEMONSTRATION_PASSWORD'),
    sealing,
  });
}

/** Whether the terminal shows block signs. */
export function blocksShown(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  const locale = environment['LC_ALL'] ?? environment['LC_CTYPE'] ?? environment['LANG'] ?? '';
  return environment['TERM'] !== 'linux' && (locale === '' || /utf-?8/i.test(locale));
}
