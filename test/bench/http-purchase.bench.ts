import { newId } from '#tenancy';
import { Agent, request } from 'node:http';
import { csrfTokenOf, hashOf, newSessionToken } from '../../apps/api/src/sign-in/session-token';
import { redisUrl } from '../support/database-addresses';
import { type Aim, alternate, percentile, rate } from './alternate';
import { bareAccounts } from './bare-transfer';
import type { Bench } from './bench';
import type { BenchDatabase } from './bench-server';
import { type RunningServer, startServer } from './http-server';
import { anyPurchase, type ShoppingFund, shoppingFunds } from './purchase-load';
import { anyOf } from './spending-load';

const CLIENTS = 16;
const MEMBERS = 200;
const WARM_UP = 10; // times as long as a round

/**
 * A member pays: sign-in, rules, validation, key, ledger, behind policies; against a raw server of Node that sends the same
 * statement without asking anything, and one that does the least a transfer can be.
 */
export const httpPurchase: Bench = {
  name: 'http.purchase',
  against: 'a raw server of Node that calls the same function, and one that transfers barely',
  async run(server, effort) {
    const database = await server.database();
    const [fund] = (await shoppingFunds(database, { funds: 1, units: MEMBERS, outlets: 20 })) as [ShoppingFund];
    const accounts = await bareAccounts(database, 1_000);
    const buyers = await signIn(database, fund);
    const { appUrl, identityUrl } = database;
    const wish = { appUrl, identityUrl, redisUrl: redisUrl(), fund: fund.tenantId };
    const ours = await startServer({ kind: 'api', ...wish });
    const raw = await startServer({ kind: 'raw', ...wish });
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
    const pay = () =>
      payAsMember({ agent, server: ours, buyer: anyOf(buyers), outletNo: anyOf(fund.outlets).outletNo });
    const payRaw = () => post({ agent, server: raw, path: '/pay', body: anyPurchase(fund) });
    const bare = () => {
      const place = Math.floor(Math.random() * (accounts.length - 1));
      return post({ agent, server: raw, path: '/bare', body: accounts.slice(place, place + 2) });
    };
    const rates = (work: Work) => () => rate(CLIENTS, effort.milliseconds, work);
    const p99s = (work: Work) => () => percentile(99, { clients: CLIENTS, milliseconds: effort.milliseconds }, work);
    const aim = (bench: string, goal: number | null, wanted: Aim['wanted']): Aim => ({
      bench,
      clients: CLIENTS,
      goal,
      wanted,
    });
    try {
      // a till that has been open for a while: each connection has its plans, and each side its machine code
      for (const work of [pay, payRaw, bare]) await rate(CLIENTS, effort.milliseconds * WARM_UP, work);
      return [
        await alternate({ ...aim('http.purchase', 0.6, 'at-least'), ours: rates(pay), peer: rates(payRaw) }, effort),
        await alternate(
          { ...aim('http.purchase bare', null, 'at-least'), ours: rates(pay), peer: rates(bare) },
          effort,
        ),
        await alternate({ ...aim('http.purchase.p99', 2.5, 'at-most'), ours: p99s(pay), peer: p99s(bare) }, effort),
        await alternate(
          { ...aim('http.purchase.p99 raw', null, 'at-most'), ours: p99s(pay), peer: p99s(payRaw) },
          effort,
        ),
      ];
    } finally {
      agent.destroy();
      await Promise.all([ours.stop(), raw.stop()]);
    }
  },
};

type Work = () => Promise<void>;

interface Buyer {
  readonly unit: string;
  readonly cookie: string;
  readonly csrf: string;
}

/** Signs every member in. A person and their unit share an id in these funds. */
async function signIn(database: BenchDatabase, { tenantId, units }: ShoppingFund): Promise<Buyer[]> {
  const signed = units.map((unit) => ({ unit, identity: newId(), token: newSessionToken() }));
  const column = <Value>(of: (one: (typeof signed)[number]) => Value): Value[] => signed.map(of);
  await database.asOwner(
    `insert into identity.identity (identity_id, login, password_hash)
     select id, id::text || '@bench.demo', '-' from unnest($1::uuid[]) id`,
    [column(({ identity }) => identity)],
  );
  await database.asOwner(
    `insert into tenancy.role_grant (tenant_id, identity_id, role, subject_id)
     select $1, u.id, 'member', u.person from unnest($2::uuid[], $3::uuid[]) as u(id, person)`,
    [tenantId, column(({ identity }) => identity), column(({ unit }) => unit)],
  );
  await database.asOwner(
    `insert into identity.session (session_hash, identity_id, csrf_hash, tenant_id, created_at, last_seen_at, expires_at)
     select u.hash, u.id, u.csrf, $1, now(), now(), now() + interval '1 day'
     from unnest($2::bytea[], $3::uuid[], $4::bytea[]) as u(hash, id, csrf)`,
    [
      tenantId,
      column(({ token }) => hashOf(token)),
      column(({ identity }) => identity),
      column(({ token }) => hashOf(csrfTokenOf(token))),
    ],
  );
  return signed.map(({ unit, token }) => ({ unit, cookie: `sid=${token}`, csrf: csrfTokenOf(token) }));
}

function payAsMember(call: { agent: Agent; server: RunningServer; buyer: Buyer; outletNo: number }): Promise<void> {
  const { agent, server, buyer, outletNo } = call;
  return post({
    agent,
    server,
    path: `/api/tills/${outletNo}/purchases`,
    body: { accountUnitId: buyer.unit, amountCents: 1 },
    headers: { cookie: buyer.cookie, 'x-csrf-token': buyer.csrf, 'idempotency-key': newId() },
  });
}

interface Post {
  readonly agent: Agent;
  readonly server: RunningServer;
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function post({ agent, server: { port }, path, body, headers = {} }: Post): Promise<void> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
      },
      (answer) => {
        let said = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (said += part));
        answer.on('end', () => {
          if (answer.statusCode === 201) resolve();
          else reject(new Error(`the server answered ${answer.statusCode}: ${said.slice(0, 200)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}
