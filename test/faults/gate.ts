// A gate in the database of a test: a trigger that lets statements wait for us, so that a worker is struck just there.
import { Client } from 'pg';

/** Where the gate stands. `when` narrows it to rows (`new.job = …`); `onceFilled` lets pass while the table is empty. */
export interface GateWanted {
  readonly table: string;
  readonly on: 'insert' | 'update';
  readonly when?: string;
  readonly onceFilled?: boolean;
}

let gates = 0;

/** A gate that is shut until it is opened; a new one takes the place of the one before. */
export class Gate {
  private shut = true;

  private constructor(
    private readonly keeper: Client,
    private readonly lock: number,
  ) {}

  /** Puts a gate, shut. */
  static async put(ownerUrl: string, wanted: GateWanted): Promise<Gate> {
    const keeper = new Client({ connectionString: ownerUrl });
    keeper.on('error', () => undefined); // a server that a test restarts
    await keeper.connect();
    gates += 1;
    const lock = 74_000 + gates;
    const name = `gate_${gates}`;
    const filled = wanted.onceFilled ? `exists (select 1 from ${wanted.table})` : 'true';
    await keeper.query('select pg_advisory_lock($1)', [lock]);
    const each = wanted.when === undefined ? 'for each statement' : `for each row when (${wanted.when})`;
    await keeper.query(`
      create schema ${name};
      create function ${name}.wait() returns trigger language plpgsql security definer as $$
      begin
        if session_user = 'app_user' and (${filled}) then
          perform pg_advisory_xact_lock_shared(${lock});
        end if;
        return new;
      end $$;
      create trigger ${name} before ${wanted.on} on ${wanted.table} ${each} execute function ${name}.wait()`);
    return new Gate(keeper, lock);
  }

  /** Waits until somebody stands before the gate. */
  async reached(): Promise<void> {
    while (!(await this.somebodyWaits())) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Opens it for good. */
  async open(): Promise<void> {
    if (!this.shut) return;
    this.shut = false;
    await this.keeper.query('select pg_advisory_unlock($1)', [this.lock]).catch(() => undefined);
    await this.keeper.end().catch(() => undefined);
  }

  private async somebodyWaits(): Promise<boolean> {
    const { rowCount } = await this.keeper.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted and objid = $1
         and database = (select oid from pg_database where datname = current_database())`,
      [this.lock],
    );
    return (rowCount ?? 0) > 0;
  }
}
