// What the worker is told at boot: read once, checked as a whole, frozen. The one file that reads the environment.
import { readSealingKeys, type SealingKeys } from '#tenancy';

/** The settings of the worker; times in milliseconds of the real clock, which is never business time. */
export interface Config {
  readonly databaseAppUrl: string;
  readonly databaseRelayUrl: string;
  readonly redisUrl: string;
  readonly demonstration: boolean;
  readonly connections: number;
  readonly concurrency: number;
  readonly relayEveryMs: number;
  readonly tickEveryMs: number;
  /** A job that was sent and not done is sent again after this, then after twice, four times… at most ten minutes. */
  readonly resendAfterMs: number;
  readonly logLevel: string;
  readonly sealing: SealingKeys;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings. @throws Error with every fault at once, in French */
export function readConfig(environment: Environment = process.env): Config {
  const faults: string[] = [];
  const address = (name: string, protocol: RegExp): string => {
    const text = environment[name] ?? '';
    if (!protocol.test(text)) faults.push(`${name} doit être une adresse ${protocol.source.replaceAll('\\', '')}`);
    return text;
  };
  const number = (name: string, standard: number): number => {
    const value = Number(environment[name] ?? standard);
    if (!Number.isSafeInteger(value) || value < 1) faults.push(`${name} doit être un nombre entier, au moins 1`);
    return value;
  };
  const mode = environment['TABLEE_MODE'];
  if (mode !== 'demonstration' && mode !== 'production')
    faults.push('TABLEE_MODE doit être « demonstration » ou « production »');
  const concurrency = number('WORKER_CONCURRENCY', 4);
  const config: Config = {
    databaseAppUrl: address('DATABASE_APP_URL', /^postgres(ql)?:\/\//),
    databaseRelayUrl: address('DATABASE_RELAY_URL', /^postgres(ql)?:\/\//),
    redisUrl: address('REDIS_URL', /^rediss?:\/\//),
    demonstration: mode === 'demonstration',
    connections: number('WORKER_CONNECTIONS', concurrency + 2),
    concurrency,
    relayEveryMs: number('WORKER_RELAY_EVERY_MS', 100),
    tickEveryMs: number('WORKER_TICK_EVERY_MS', 60_000),
    resendAfterMs: number('WORKER_RESEND_AFTER_MS', 15_000),
    logLevel: environment['LOG_LEVEL'] ?? 'info',
    sealing: readSealingKeys(environment, faults),
  };
  if (faults.length > 0) throw new Error(`Réglages refusés :\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  return Object.freeze(config);
}

/** Where `npm run audit:verify` reads. @throws Error in French when it is not told */
export function databaseToVerify(environment: Environment = process.env): string {
  const url = environment['DATABASE_APP_URL'];
  if (!url) throw new Error('DATABASE_APP_URL est nécessaire pour vérifier le registre');
  return url;
}
