/** Passwords and keys made once for this checkout, kept in a file that only its owner may read. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, environment } from './settings.mjs';

const file = join(dataFolder, 'secrets.json');

/** What is kept, each with how it is made and the variable that goes before it. */
const kept = {
  postgresPassword: { make: () => word(24) },
  rolePassword: { make: () => word(24), variable: 'DATABASE_ROLE_PASSWORD' },
  demonstrationPassword: { make: () => word(12), variable: 'DEMONSTRATION_PASSWORD' },
  sealingKeys: { make: () => `k1:${key()}`, variable: 'SEALING_KEYS' },
  blindIndexKey: { make: key, variable: 'BLIND_INDEX_KEY' },
  pinKey: { make: key, variable: 'PIN_KEY' },
};

/**
 * The secrets of this checkout, made on first use; variables of the same meaning go before them.
 * @returns `{ postgresPassword, rolePassword, demonstrationPassword, sealingKeys, blindIndexKey, pinKey }`
 */
export function readSecrets() {
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const names = Object.keys(kept);
  const secrets = Object.fromEntries(names.map((name) => [name, found[name] ?? kept[name].make()]));
  if (names.some((name) => found[name] !== secrets[name])) write(secrets);
  return Object.fromEntries(names.map((name) => [name, environment[kept[name].variable] || secrets[name]]));
}

function write(secrets) {
  mkdirSync(dataFolder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** A key of sealed texts: 32 bytes, as libs/tenancy/src/sealing-keys.ts reads them. */
function key() {
  return randomBytes(32).toString('base64url');
}

function word(bytes) {
  return randomBytes(bytes).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y');
}
