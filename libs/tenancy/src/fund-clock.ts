// What time it is for a fund: the real time, or in a demonstration the fund's own clock, which one command moves.
import { tenantScope } from './tenant-scope';
import type { TenantTransaction } from './tenant-transaction';

/** The real time, as ISO text in UTC. Tests and benches give their own. */
export type WallClock = () => string;

/** The clock of the fund in scope. Reads the demonstration clock inside the open transaction. */
export class FundClock {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly wall: WallClock,
  ) {}

  /** The present instant of the fund, as ISO text in UTC. */
  async now(): Promise<string> {
    const { tenantId } = tenantScope();
    const [row] = await this.transaction.query<{ now_at: Date }>(
      'select now_at from directory.demonstration_clock where tenant_id = $1',
      [tenantId],
    );
    return row ? row.now_at.toISOString() : this.wall();
  }

  /** The real time, for a statement that looks at the demonstration clock itself. */
  get wallNow(): string {
    return this.wall();
  }

  /** Moves the clock of a demonstration fund; never back. @throws Error for a fund that is no demonstration */
  async moveTo(instant: string): Promise<void> {
    const { tenantId } = tenantScope();
    const rows = await this.transaction.query(
      `insert into directory.demonstration_clock (tenant_id, now_at)
       select tenant_id, $2 from directory.fund where tenant_id = $1 and demonstration
       on conflict (tenant_id) do update set now_at = greatest(directory.demonstration_clock.now_at, excluded.now_at)
       returning tenant_id`,
      [tenantId, instant],
    );
    if (rows.length === 0) throw new Error("cette caisse n'est pas une démonstration : son horloge ne se déplace pas");
  }
}
