// What the process is told at boot: read once, checked as a whole, frozen. The one file that reads the environment.
import { readSealingKeys, type SealingKeys } from '#tenancy';

/** The settings of the front door. Connections are the most that each pool opens; limits count calls a minute. */
export interface Config {
  readonly databaseAppUrl: string;
  readonly databaseIdentityUrl: string;
  readonly redisUrl: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly mode: 'demonstration' | 'production';
  readonly logLevel: string;
  readonly appConnections: number;
  readonly identityConnections: number;
  readonly callsPerMinute: number;
  readonly signInsPerMinute: number;
  /** How often those who watch a run are told, in milliseconds, and how many streams one session may have open. */
  readonly streamEveryMs: number;
  readonly streamsPerSession: number;
  /** Addresses of the proxies whose X-Forwarded-For is believed; none: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly sealing: SealingKeys;
}

/** Thrown with every fault at once, each a French sentence. */
export class ConfigRefused extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Réglages refusés :\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigRefused';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the settings of this process. @throws ConfigRefused when one is wrong or missing */
export function readConfig(environment: Environment = process.env): Config {
  const faults: string[] = [];
  const given = reader(environment, faults);
  const mode = given.word('TABLEE_MODE', ['demonstration', 'production']);
  const config: Config = {
    databaseAppUrl: given.address('DATABASE_APP_URL', ['postgres:', 'postgresql:']),
    databaseIdentityUrl: given.address('DATABASE_IDENTITY_URL', ['postgres:', 'postgresql:']),
    redisUrl: given.address('REDIS_URL', ['redis:', 'rediss:']),
    port: given.number('API_PORT', { from: 0, to: 65_535, standard: 3210 }),
    publicUrl: publicAddress(given.address('PUBLIC_URL', ['http:', 'https:']), { mode, faults }),
    mode: mode === 'demonstration' ? 'demonstration' : 'production',
    logLevel: given.word('LOG_LEVEL', LEVELS, 'info'),
    appConnections: given.number('API_APP_CONNECTIONS', { from: 1, to: 100, standard: 10 }),
    identityConnections: given.number('API_IDENTITY_CONNECTIONS', { from: 1, to: 50, standard: 4 }),
    callsPerMinute: given.number('API_CALLS_PER_MINUTE', { from: 1, to: 10_000_000, standard: 1_200 }),
    signInsPerMinute: given.number('API_SIGN_INS_PER_MINUTE', { from: 1, to: 10_000_000, standard: 5 }),
    streamEveryMs: given.number('API_STREAM_EVERY_MS', { from: 10, to: 60_000, standard: 1_000 }),
    streamsPerSession: given.number('API_STREAMS_PER_SESSION', { from: 1, to: 100, standard: 6 }),
    trustedProxies: (environment['TRUSTED_PROXIES'] ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    sealing: readSealingKeys(environment, faults),
  };
  if (faults.length > 0) throw new ConfigRefused(faults);
  return Object.freeze(config);
}

// Only a machine's own address may go without TLS where real money is at stake.
function publicAddress(address: string, { mode, faults }: { mode: string; faults: string[] }): string {
  if (!URL.canParse(address)) return '';
  const { protocol, hostname, origin } = new URL(address);
  if (mode === 'production' && protocol !== 'https:' && hostname !== 'localhost') {
    faults.push('PUBLIC_URL doit commencer par https:// en production');
  }
  return origin;
}

interface Reader {
  address(name: string, protocols: readonly string[]): string;
  number(name: string, bounds: { from: number; to: number; standard: number }): number;
  word(name: string, words: readonly string[], standard?: string): string;
}

function reader(environment: Environment, faults: string[]): Reader {
  return {
    address(name, protocols) {
      const text = environment[name] ?? '';
      const right = URL.canParse(text) && protocols.includes(new URL(text).protocol);
      if (!right)
        faults.push(`${name} ${text ? "n'est pas" : 'manque : donnez'} une adresse en ${protocols.join(' ou ')}//`);
      return text;
    },
    number(name, { from, to, standard }) {
      const text = environment[name];
      if (text === undefined || text === '') return standard;
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      if (!(value >= from && value <= to)) faults.push(`${name} doit être un nombre entier de ${from} à ${to}`);
      return value;
    },
    word(name, words, standard) {
      const text = environment[name] || standard;
      if (text !== undefined && words.includes(text)) return text;
      faults.push(
        `${name} ${text ? 'doit être' : 'manque : donnez'} ${words.map((word) => `« ${word} »`).join(' ou ')}`,
      );
      return '';
    },
  };
}
