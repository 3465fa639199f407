/** Passwords made once for this checkout, kept in a file that only its owner may read. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, environment } from './settings.mjs';

const file = join(dataFolder, 'secrets.json');

/**
 * The secrets of this checkout, made on first use; DATABASE_ROLE_PASSWORD and DEMONSTRATION_PASSWORD go before them.
 * @returns `{ postgresPassword, rolePassword, demonstrationPassword }`
 */
export function readSecrets() {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = {
    postgresPassword: kept.postgresPassword ?? word(24),
    rolePassword: kept.rolePassword ?? word(24),
    demonstrationPassword: kept.demonstrationPassword ?? word(12),
  };
  if (Object.keys(secrets).some((name) => kept[name] !== secrets[name])) write(secrets);
  return {
    ...secrets,
    rolePassword: environment.DATABASE_ROLE_PASSWORD || secrets.rolePassword,
    demonstrationPassword: environment.DEMONSTRATION_PASSWORD || secrets.demonstrationPassword,
  };
}

function write(secrets) {
  mkdirSync(dataFolder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

function word(bytes) {
  return randomBytes(bytes).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y');
}
