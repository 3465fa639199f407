// A world for one bad day: a copy of the seeded database, a Redis of its own, and workers that can be struck.
import { dayOf, monthOf, startOfDay } from '#domain/kernel';
import { Client, Pool } from 'pg';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database';
import { OwnRedis } from '../support/own-redis';
import { SEALING_ENVIRONMENT } from '../support/sealing';
import { type WorkerEnvironment, WorkerProcess } from '../support/worker-process';
import { Gate, type GateWanted } from './gate';
import { doneTwice, faultyBooks, type FundOutcome, outcomeOf } from './outcome';
import type { Seed } from './seeded-funds';

const LONGEST_REST_MS = 90_000;

/** The days of a month on which something happens: debits go out, settle, allocations, failures and returns. */
const DAYS = ['01', '03', '05', '12', '22'] as const;

/** Everything that one case has to itself. */
export class World {
  private readonly workers: WorkerProcess[] = [];
  private readonly gates: Gate[] = [];

  private constructor(
    private readonly seed: Seed,
    private readonly database: FreshDatabase,
    readonly redis: OwnRedis,
    private readonly pool: Pool,
  ) {}

  /** Copies the seeded funds. */
  static async from(seed: Seed): Promise<World> {
    const [database, redis] = await Promise.all([freshDatabase(seed.database), OwnRedis.start()]);
    const pool = new Pool({ connectionString: database.ownerUrl, max: 2 });
    pool.on('error', () => undefined);
    return new World(seed, database, redis, pool);
  }

  /** Starts a worker; `settings` change what it is told. */
  async worker(settings: WorkerEnvironment = {}): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start({
      DATABASE_APP_URL: this.database.appUrl,
      DATABASE_RELAY_URL: this.database.relayUrl,
      REDIS_URL: this.redis.url,
      ...SEALING_ENVIRONMENT,
      ...settings,
    });
    this.workers.push(worker);
    return worker;
  }

  /** Sends SQL as the owner, who sees all funds; a server that is just coming back is asked again. */
  readonly look = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
    for (let patience = 600; ; patience -= 1) {
      try {
        return (await this.pool.query<Record<string, unknown>>(sql, values)).rows;
      } catch (error) {
        const away = /ECONN|57P0|Connection terminated/.test(`${(error as { code?: string }).code} ${String(error)}`);
        if (!away || patience === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };

  /** Moves every fund's clock to an instant and asks what is due. */
  async at(instantOf: (timeZone: string) => string): Promise<void> {
    const zones = [...new Set(this.seed.funds.map(({ timeZone }) => timeZone))];
    await this.look(
      `with moved as (
         update directory.demonstration_clock c set now_at = greatest(c.now_at, z.instant)
         from directory.fund f join unnest($1::text[], $2::timestamptz[]) as z(zone, instant) on z.zone = f.time_zone
         where f.tenant_id = c.tenant_id returning c.tenant_id)
       insert into tenancy.outbox (outbox_id, tenant_id, job) select gen_random_uuid(), tenant_id, 'month.plan' from moved`,
      [zones, zones.map(instantOf)],
    );
  }

  /** Lives one morning in every fund, until nothing is left to do. */
  async live(day: string): Promise<void> {
    await this.at((zone) => startOfDay(dayOf(day), zone).add({ hours: 8 }).toString());
    await this.rest();
  }

  /** Lives a month, and the first of the next one, on which it closes. */
  async liveMonth(month = '2026-11'): Promise<void> {
    for (const day of DAYS) await this.live(`${month}-${day}`);
    await this.live(monthOf(month).add({ months: 1 }).toPlainDate({ day: 1 }).toString());
  }

  /** Waits until nothing is left to do, by the outbox, which is the truth. @throws Error with what hangs */
  async rest(): Promise<void> {
    const limit = performance.now() + LONGEST_REST_MS;
    for (;;) {
      const [row] = await this.look('select count(*)::int as waiting from tenancy.outbox where done_at is null');
      if (row?.['waiting'] === 0) return;
      if (performance.now() > limit) throw new Error(await this.whatHangs());
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  /** Puts a gate in the way of a statement: who comes to it waits there, in the middle of a transaction. */
  async gate(wanted: GateWanted): Promise<Gate> {
    const gate = await Gate.put(this.database.ownerUrl, wanted);
    this.gates.push(gate);
    return gate;
  }

  /** Strikes a worker in the middle of each of these statements, one worker after the other; the last one lives. */
  async killAt(moments: readonly GateWanted[]): Promise<void> {
    for (const moment of moments) {
      const gate = await this.gate(moment);
      const worker = await this.worker();
      await gate.reached();
      await worker.kill();
      await gate.open();
    }
    await this.worker();
  }

  /** A connection of the owner's own, e.g. to hold a lock. */
  async connection(): Promise<Client> {
    const client = new Client({ connectionString: this.database.ownerUrl });
    await client.connect();
    return client;
  }

  /** Cuts the connections of roles to the database, as a failing network or an administrator does. */
  async cutConnections(roles: readonly string[] = ['app_user', 'app_relay']): Promise<number> {
    const rows = await this.look(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = any($1)`,
      [roles],
    );
    return rows.length;
  }

  /** What became of every fund. */
  async outcome(): Promise<Record<string, FundOutcome>> {
    return outcomeOf(this.look);
  }

  /** What is wrong: books that do not balance, and what was done twice. */
  async wrongs(): Promise<unknown[]> {
    return [...(await faultyBooks(this.database.appUrl)), ...(await doneTwice(this.look))];
  }

  /** Ends every process and throws the database away. */
  async end(): Promise<void> {
    for (const worker of this.workers) await worker.kill();
    for (const gate of this.gates) await gate.open();
    await this.redis.kill();
    await this.pool.end();
    await this.database.drop();
  }

  private async whatHangs(): Promise<string> {
    const lines = await this.look(
      'select job, subject, deliveries, failure, sent_at, clock_timestamp() as now from tenancy.outbox where done_at is null',
    );
    const words = this.workers.map((worker) => `${worker.lives ? 'alive' : 'dead'}: ${worker.lastWords}`);
    return ['the funds do not come to rest', ...lines.map((line) => JSON.stringify(line)), ...words].join('\n');
  }
}
