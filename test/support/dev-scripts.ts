// The set-up scripts of the repository, as tests use them: where a Redis program is, a free port, a Postgres of one's own.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A server program, with what it needs in its environment. */
export interface ServerProgram {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A started server. */
export interface StartedServer {
  readonly pid: number;
  readonly port: number;
}

/** What is wanted of a Postgres; `port` null: any that is free. */
export interface PostgresWanted {
  readonly name: string;
  readonly password: string;
  readonly port: number | null;
  readonly durable: boolean;
  readonly choosePort: () => Promise<number>;
}

/** The repository's folder. */
export const ROOT = join(__dirname, '..', '..');

/** Finds the Redis program of this machine. */
export async function findRedis(): Promise<ServerProgram> {
  const script = await load<{ findRedis(): Promise<ServerProgram> }>('redis-program');
  return script.findRedis();
}

/** A port of 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  const script = await load<{ freePort(): Promise<number> }>('ports');
  return script.freePort();
}

/** What starts and stops an embedded Postgres. */
export function postgresScript(): Promise<{
  startPostgres(wish: PostgresWanted): Promise<StartedServer>;
  stopPostgres(pid: number): Promise<unknown>;
  ownerUrl(at: { port: number; password: string; database: string }): string;
  ensureDatabase(url: string): Promise<unknown>;
}> {
  return load('postgres');
}

/** The passwords of this clone. */
export async function secrets(): Promise<{ postgresPassword: string; rolePassword: string }> {
  const script = await load<{ readSecrets(): { postgresPassword: string; rolePassword: string } }>('secrets');
  return script.readSecrets();
}

/** Compiles what the processes run, when it is not compiled yet. */
export async function build(): Promise<void> {
  await (await load<{ build(): Promise<unknown> }>('build')).build();
}

/** Compiles the pages of the web, when they are not as their sources. */
export async function buildWeb(): Promise<void> {
  await (await load<{ buildWeb(): Promise<unknown> }>('build-web')).buildWeb();
}

/** Finds the Chromium of this machine. */
export async function findChromium(): Promise<ServerProgram> {
  return (await load<{ findChromium(): Promise<ServerProgram> }>('chromium-program')).findChromium();
}

function load<Script>(name: string): Promise<Script> {
  return import(pathToFileURL(join(ROOT, 'infra', 'dev', `${name}.mjs`)).href) as Promise<Script>;
}
