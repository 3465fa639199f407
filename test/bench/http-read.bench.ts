import { newId, type TenantId } from '#tenancy';
import { Agent, get } from 'node:http';
import { csrfTokenOf, hashOf, newSessionToken } from '../../apps/api/src/sign-in/session-token';
import { redisUrl } from '../support/database-addresses';
import { alternate, rate } from './alternate';
import type { Bench } from './bench';
import type { BenchDatabase } from './bench-server';
import { type RunningServer, type ServerWish, startServer } from './http-server';
import { makeFunds } from './living-funds';

const CLIENTS = 16;

/** A coordinator reads fifty account units: our api against a bare route that sends the same statements. */
export const httpRead: Bench = {
  name: 'http.read',
  against: 'a bare Fastify route with the same statements',
  async run(server, effort) {
    const database = await server.database();
    const [fund] = (await makeFunds(database, 1, 200)) as [TenantId];
    const cookie = `sid=${await signIn(database, fund)}`;
    const { appUrl, identityUrl } = database;
    const wish = { appUrl, identityUrl, redisUrl: redisUrl(), fund };
    const kinds: ServerWish['kind'][] = ['api', 'bare', 'barest'];
    const servers = (await Promise.all(kinds.map((kind) => startServer({ kind, ...wish })))) as [
      RunningServer,
      RunningServer,
      RunningServer,
    ];
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
    const reading = ({ port }: RunningServer) =>
      rate(CLIENTS, effort.milliseconds, () => readOnce({ agent, port, cookie }));
    const compare = (bench: string, goal: number | null, peer: RunningServer) =>
      alternate(
        {
          bench,
          clients: CLIENTS,
          goal,
          wanted: 'at-least',
          ours: () => reading(servers[0]),
          peer: () => reading(peer),
        },
        effort,
      );
    try {
      return [
        await compare('http.read', 0.7, servers[1]),
        // said for honesty: the peer asks nobody who they are
        await compare('http.read, peer without sign-in', null, servers[2]),
      ];
    } finally {
      agent.destroy();
      await Promise.all(servers.map((one) => one.stop()));
    }
  },
};

async function signIn(database: BenchDatabase, fund: TenantId): Promise<string> {
  const [identity, token] = [newId(), newSessionToken()];
  await database.asOwner(
    `insert into identity.identity (identity_id, login, password_hash) values ($1, 'coordination@bench.demo', '-')`,
    [identity],
  );
  await database.asOwner(
    `insert into tenancy.role_grant (tenant_id, identity_id, role) values ($1, $2, 'coordinator')`,
    [fund, identity],
  );
  await database.asOwner(
    `insert into identity.session (session_hash, identity_id, csrf_hash, tenant_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, now(), now(), now() + interval '1 day')`,
    [hashOf(token), identity, hashOf(csrfTokenOf(token)), fund],
  );
  return token;
}

function readOnce({ agent, port, cookie }: { agent: Agent; port: number; cookie: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { agent, port, host: '127.0.0.1', path: '/api/account-units?limit=50', headers: { cookie } };
    get(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => {
        const right = answer.statusCode === 200 && text.endsWith('}') && text.includes('"accountUnitId"');
        if (right) resolve();
        else reject(new Error(`the server answered ${answer.statusCode}: ${text.slice(0, 200)}`));
      });
    }).on('error', reject);
  });
}
