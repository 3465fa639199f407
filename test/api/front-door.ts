// The application in this process, on a database of its own, with funds and people to try it with.
import 'reflect-metadata';
import {
  asTenant,
  IdentityStore,
  newId,
  type RoleGrant,
  RoleStore,
  SETUP,
  type TenantId,
  tenantId,
  TenantTransaction,
} from '#tenancy';
import { CreateFundUseCase } from '#domain/funds';
import { presetByKey } from '#domain/rules';
import { monthOf } from '#domain/kernel';
import { jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import { buildApplication } from '../../apps/api/src/application';
import type { Config } from '../../apps/api/src/config';
import { breachesOf, type Contract } from './contract';
import { redisUrl } from '../support/database-addresses';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database';
import { SEALING_OF_TESTS } from '../support/sealing';

// A whole application on a database of its own takes its time where other tests run beside it.
jest.setTimeout(60_000);

export const PASSWORD = 'une phrase que personne ne devine';
export const TODAY = '2026-11-22T09:00:00.000Z';

/** An answer, its JSON read. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What a call may bring beside its address. */
export interface Brought {
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly csrf?: string | null;
}

const CONTRACT = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'apps', 'api', 'openapi.json'), 'utf8'),
) as Contract;

// Whatever a test asks for, the answer is also one that the OpenAPI document promises.
function keepsTheContract(call: { method: string; url: string }, answer: { status: number; body: unknown }): void {
  const breaches = breachesOf(CONTRACT, call, answer);
  if (breaches.length > 0) throw new Error(`${call.method} ${call.url} broke the contract: ${breaches.join(', ')}`);
}

/** One browser. */
export class Visitor {
  cookie: string | undefined;
  csrfToken: string | undefined;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly address?: string,
  ) {}

  get = (url: string, brought: Brought = {}): Promise<Answer> => this.call('GET', url, brought);
  post = (url: string, body: unknown, brought: Brought = {}): Promise<Answer> =>
    this.call('POST', url, { body, ...brought });
  put = (url: string, body: unknown, brought: Brought = {}): Promise<Answer> =>
    this.call('PUT', url, { body, ...brought });
  remove = (url: string, brought: Brought = {}): Promise<Answer> => this.call('DELETE', url, brought);

  /** Signs in, and keeps cookie and token as a browser does. */
  async signIn(login: string, fund?: string, password = PASSWORD): Promise<Answer> {
    const answer = await this.post(
      '/api/session',
      { login, password, ...(fund === undefined ? {} : { fund }) },
      { key: null },
    );
    if (answer.status === 200) this.csrfToken = String(answer.body['csrfToken']);
    return answer;
  }

  /** Downloads a file. */
  async bytes(url: string): Promise<Buffer> {
    const { rawPayload } = await this.app.inject({ method: 'GET', url, headers: this.usualHeaders('GET', {}) });
    return rawPayload;
  }

  /** Calls with an Idempotency-Key of its own unless another, or none, is given. */
  async call(method: Method, url: string, brought: Brought = {}): Promise<Answer> {
    const { body } = brought;
    const answer = await this.app.inject({
      method,
      url,
      ...(this.address === undefined ? {} : { remoteAddress: this.address }),
      headers: { ...this.usualHeaders(method, brought), ...brought.headers },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });
    const given = [answer.headers['set-cookie']].flat().find((line) => line !== undefined);
    if (given !== undefined) this.cookie = given.split(';', 1)[0];
    const isJson = String(answer.headers['content-type']).includes('json');
    if (isJson) keepsTheContract({ method, url }, { status: answer.statusCode, body: answer.json() });
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      body: isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : {},
      text: answer.body,
    };
  }

  private usualHeaders(
    method: Method,
    { key = newId(), csrf = this.csrfToken ?? null, body }: Brought,
  ): Record<string, string> {
    const writing = {
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(csrf === null ? {} : { 'x-csrf-token': csrf }),
    };
    return {
      ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
      ...(method === 'GET' ? {} : writing),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';

/** The application and what a test needs around it. */
export interface FrontDoor {
  readonly app: NestFastifyApplication;
  readonly database: FreshDatabase;
  /** The wall clock of the application: a test moves it. */
  readonly clock: { now: string };
  visitor(address?: string): Visitor;
  /** Creates a fund after a preset, its rules in force since 2026-01. */
  fund(slug: string, presetKey?: string, rules?: object): Promise<TenantId>;
  /** Creates an identity, with a role in a fund where one is given. */
  person(login: string, grants?: readonly ({ fund: TenantId } & RoleGrant)[], isPlatform?: boolean): Promise<string>;
  /** Works inside a fund, in one transaction. */
  inside<Result>(fund: TenantId, work: () => Promise<Result>): Promise<Result>;
  /** Works in the name of a fund; the work opens its own transactions. */
  outside<Result>(fund: TenantId, work: () => Promise<Result>): Promise<Result>;
  /** Signs somebody in. */
  signedIn(login: string, fund?: string): Promise<Visitor>;
  close(): Promise<void>;
}

/** Settings on which nothing is slow and nobody is limited. */
export function settings(database: FreshDatabase, given: Partial<Config> = {}): Config {
  return {
    databaseAppUrl: database.appUrl,
    databaseIdentityUrl: database.identityUrl,
    redisUrl: redisUrl(),
    port: 0,
    publicUrl: 'http://localhost:3210',
    mode: 'demonstration',
    logLevel: 'error',
    appConnections: 6,
    identityConnections: 3,
    callsPerMinute: 10_000_000,
    signInsPerMinute: 10_000_000,
    streamEveryMs: 20,
    streamsPerSession: 3,
    trustedProxies: [],
    sealing: SEALING_OF_TESTS,
    ...given,
  };
}

/** Opens the front door. */
export async function openFrontDoor(given: Partial<Config> = {}, journal?: DestinationStream): Promise<FrontDoor> {
  const database = await freshDatabase();
  const clock = { now: TODAY };
  const app = await buildApplication({
    config: settings(database, given),
    wall: () => clock.now,
    ...(journal ? { journal } : {}),
  });
  const transaction = app.get(TenantTransaction, { strict: false });
  const inside: FrontDoor['inside'] = (fund, work) =>
    asTenant({ tenantId: fund, actor: SETUP }, () => transaction.run(work));
  return {
    app,
    database,
    clock,
    inside,
    outside: (fund, work) => asTenant({ tenantId: fund, actor: SETUP }, work),
    visitor: (address) => new Visitor(app, address),
    async fund(slug, presetKey = 'flers', rules = presetByKey(presetKey).rules) {
      const fundId = tenantId(newId());
      await asTenant({ tenantId: fundId, actor: SETUP }, () =>
        app.get(CreateFundUseCase, { strict: false }).run({
          slug,
          name: `d'après ${slug}`,
          place: 'Flers',
          departement: '61',
          region: 'Normandie',
          demonstration: false,
          presetKey,
          rules,
          from: monthOf('2026-01'),
          decisionNote: 'premières règles',
        }),
      );
      return fundId;
    },
    async person(login, grants = [], isPlatform = false) {
      const id = await app.get(IdentityStore, { strict: false }).create({ login, password: PASSWORD, isPlatform });
      for (const { fund, ...grant } of grants)
        await inside(fund, () => app.get(RoleStore, { strict: false }).grant(id, grant));
      return id;
    },
    async signedIn(login, fund) {
      const visitor = new Visitor(app);
      const answer = await visitor.signIn(login, fund);
      if (answer.status !== 200) throw new Error(`${login} could not sign in: ${answer.text}`);
      return visitor;
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}
