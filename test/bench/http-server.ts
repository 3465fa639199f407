// The servers of `http.read` and `http.purchase`, each in a thread with an event loop of its own: our api, and a bare Fastify route.
import 'reflect-metadata';
import { dataSource } from '#database';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { buildApplication } from '../../apps/api/src/application';
import { readConfig } from '../../apps/api/src/config';
import { hashOf } from '../../apps/api/src/sign-in/session-token';
import { SEALING_ENVIRONMENT } from '../support/sealing';
import { transferOnce } from './bare-transfer';
import { type OnePurchase, payOnce } from './purchase-load';

/** What a server is told: where its data is; `bare` with or without finding out who calls; `raw` for purchases. */
export interface ServerWish {
  readonly kind: 'api' | 'bare' | 'barest' | 'raw';
  readonly appUrl: string;
  readonly identityUrl: string;
  readonly redisUrl: string;
  /** The fund of the one caller there is, for the server that does not find out. */
  readonly fund: string;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a server in a thread. */
export async function startServer(wish: ServerWish): Promise<RunningServer> {
  const thread = new Worker(__filename, { workerData: { benchServer: wish } });
  const port = await new Promise<number>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => thread.once('exit', resolve));
      thread.postMessage('stop');
      await ended;
    },
  };
}

const SESSION = `select s.session_hash, s.csrf_hash, s.identity_id, i.is_platform, s.tenant_id, s.created_at, s.last_seen_at
  from identity.session s join identity.identity i on i.identity_id = s.identity_id
  where s.session_hash = $1 and i.disabled_at is null`;
const ROLES = 'select role, subject_id from tenancy.role_grant where tenant_id = $1 and identity_id = $2 order by role';
const UNITS = `select u.account_unit_id as "accountUnitId", u.kind, u.label, u.area, u.joined_on::text as "joinedOn",
    left(u.last_month::text, 7) as "lastMonth",
    (select count(*)::int from members.unit_person x
     where x.tenant_id = u.tenant_id and x.account_unit_id = u.account_unit_id and x.until_on is null) as persons
  from members.account_unit u
  where u.tenant_id = $1 and ($2::uuid is null or u.account_unit_id > $2) order by u.account_unit_id limit $3`;

/** The same statements in the same transactions through the same pool, and nothing around them. */
class BareRoute {
  constructor(
    private readonly app: DataSource,
    private readonly identity: DataSource,
  ) {}

  /** Units of the fund of a session that a coordinator opened. */
  async signedIn(token: string): Promise<unknown> {
    const [session] = await this.identity.query<Record<string, string>[]>(SESSION, [hashOf(token)]);
    const fund = session?.['tenant_id'];
    if (!fund) return null;
    const grants = await this.read<{ role: string }>(fund, ROLES, [fund, session['identity_id']]);
    return grants.some(({ role }) => role === 'coordinator') ? this.units(fund) : null;
  }

  /** Units of a fund. */
  async units(fund: string): Promise<unknown> {
    const rows = await this.read<{ accountUnitId: string }>(fund, UNITS, [fund, null, 51]);
    return { items: rows.slice(0, 50), next: rows.length > 50 ? rows[49]?.accountUnitId : null };
  }

  private async read<Row>(fund: string, sql: string, values: unknown[]): Promise<Row[]> {
    const runner = this.app.createQueryRunner();
    await runner.connect();
    await runner.query(
      `BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY;
       DO $$ BEGIN IF coalesce(current_setting('app.tenant_id', true), '') <> '' THEN
         RAISE EXCEPTION 'dirty connection' USING ERRCODE = 'TB000'; END IF; END $$;
       SET LOCAL app.tenant_id = '${fund}'`,
    );
    const rows = (await runner.query(sql, values)) as Row[];
    await runner.query('COMMIT');
    await runner.release();
    return rows;
  }
}

async function bareServer({ kind, appUrl, identityUrl, fund }: ServerWish): Promise<FastifyInstance> {
  const pool = (url: string, connections: number): Promise<DataSource> =>
    dataSource({ url, connections, name: 'bench-bare' }).initialize();
  const route = new BareRoute(await pool(appUrl, 10), await pool(identityUrl, 4));
  const server = Fastify();
  await server.register(cookie);
  server.get('/api/account-units', ({ cookies }) =>
    kind === 'bare' ? route.signedIn(cookies['sid'] ?? '') : route.units(fund),
  );
  return server;
}

async function ourServer({ appUrl, identityUrl, redisUrl }: ServerWish): Promise<FastifyInstance> {
  const app = await buildApplication({
    config: readConfig({
      DATABASE_APP_URL: appUrl,
      DATABASE_IDENTITY_URL: identityUrl,
      REDIS_URL: redisUrl,
      PUBLIC_URL: 'http://localhost',
      TABLEE_MODE: 'demonstration',
      ...SEALING_ENVIRONMENT,
      // as in production; a bench does not read its journal, and must not be slowed down as a flood
      LOG_LEVEL: 'silent',
      API_CALLS_PER_MINUTE: '10000000',
    }),
  });
  return app.getHttpAdapter().getInstance();
}

// Node's own server and the client library: one statement a call, nobody asked who they are.
function rawServer({ appUrl }: ServerWish, listening: (port: number) => void): void {
  const pool = new Pool({ connectionString: appUrl, max: 10, min: 10 });
  const work: Readonly<Record<string, (body: unknown) => Promise<void>>> = {
    '/pay': (body) => payOnce(pool, body as OnePurchase),
    '/bare': (body) => transferOnce(pool, body as string[]),
  };
  const server = createServer((call, answer) => {
    void bodyOf(call)
      .then((body) => work[call.url ?? '']?.(body))
      .then(() => answer.writeHead(201, { 'content-type': 'application/json' }).end('{}'))
      .catch((error: unknown) => answer.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port));
}

async function bodyOf(call: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of call) text += String(part);
  return JSON.parse(text);
}

async function serve(wish: ServerWish): Promise<void> {
  if (wish.kind === 'raw') {
    parentPort?.once('message', () => process.exit(0));
    rawServer(wish, (port) => parentPort?.postMessage(port));
    return;
  }
  const server = wish.kind === 'api' ? await ourServer(wish) : await bareServer(wish);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  parentPort?.once('message', () => process.exit(0));
  parentPort?.postMessage(Number(new URL(address).port));
}

const { benchServer } = (workerData ?? {}) as { benchServer?: ServerWish };
if (!isMainThread && benchServer) void serve(benchServer);
