import { CreditAllocationsUseCase } from '#domain/allocations';
import { OpenDuesUseCase } from '#domain/contributions';
import { cents, dayOf, type Id, monthOf } from '#domain/kernel';
import { fundAccount, LedgerStore, type Transfer, type TransferPage } from '#domain/ledger';
import { asTenant, newId, type TenantId, TenantTransaction, WORKER } from '#tenancy';
import { alternate, seconds } from './alternate';
import { BackOffice } from './back-office';
import type { Bench } from './bench';
import type { BenchDatabase } from './bench-server';
import { beginMonth, creditsIn, makeFunds } from './living-funds';

const PAGE = 5_000;

/** Two like funds: one lives its months, into the other the same movements are posted and nothing else is done. */
class WholeMonth {
  private month = 0;

  private constructor(
    private readonly database: BenchDatabase,
    private readonly office: BackOffice,
    private readonly living: TenantId,
    private readonly posting: TenantId,
    private readonly units: readonly string[],
  ) {}

  static async of(database: BenchDatabase, members: number): Promise<WholeMonth> {
    const [living, posting] = (await makeFunds(database, 2, members)) as [TenantId, TenantId];
    const rows = await database.asOwner('select account_unit_id from members.account_unit where tenant_id = $1', [
      posting,
    ]);
    const units = rows.map((row) => String(row['account_unit_id'])).sort();
    const whole = new WholeMonth(database, await BackOffice.on(database), living, posting, units);
    await whole.postings();
    return whole;
  }

  /** Reads everybody, computes and posts their dues and their credits. @returns seconds */
  async whole(): Promise<number> {
    this.month += 1;
    const monthRunId = (await beginMonth(this.database, [this.living], this.month)).get(this.living) ?? '';
    // autovacuum comes once a minute, a bench does in a second what takes a fund a month: statistics must not be those
    // of an empty ledger, under which Postgres finds the head of a chain by way of the day
    await this.database.asOwner('analyze');
    const took = await seconds(() =>
      this.as(this.living, async () => {
        await this.office.get(OpenDuesUseCase).run({ monthRunId });
        await this.office.get(CreditAllocationsUseCase).run({ monthRunId });
      }),
    );
    const credits = await creditsIn(this.database, [this.living], this.month);
    if (credits !== this.units.length) throw new Error(`${credits} credits for ${this.units.length} units`);
    return took;
  }

  /** Posts as many dues and credits. @returns seconds */
  postings(): Promise<number> {
    const dues = this.transfers((owner) => ({
      debit: { kind: 'receivable', owner },
      credit: fundAccount('contributions-called'),
    }));
    const credits = this.transfers((owner) => ({ debit: fundAccount('pot'), credit: { kind: 'allocation', owner } }));
    return seconds(() =>
      this.as(this.posting, async () => {
        await this.post({ reason: 'due-opened', sourceKind: 'due', transition: 'opened' }, dues);
        const lot = { month: monthOf('2026-01'), expiresOn: dayOf('2026-04-30') };
        await this.post({ reason: 'allocation-credited', sourceKind: 'credit', transition: 'credited', lot }, credits);
      }),
    );
  }

  close(): Promise<void> {
    return this.office.close();
  }

  private as(fund: TenantId, work: () => Promise<void>): Promise<void> {
    return asTenant({ tenantId: fund, actor: WORKER, reason: 'bench' }, work);
  }

  private transfers(sides: (owner: Id<'account-unit'>) => Pick<Transfer, 'debit' | 'credit'>): Transfer[] {
    return this.units.map((unit) => {
      const id = newId();
      return { ...sides(unit as Id<'account-unit'>), amount: cents(6_000), sourceId: id, line: 1, entryId: id };
    });
  }

  private async post(
    page: Omit<TransferPage, 'transfers' | 'bookedOn'>,
    transfers: readonly Transfer[],
  ): Promise<void> {
    const [transaction, ledger] = [this.office.get(TenantTransaction), this.office.get(LedgerStore)];
    for (let at = 0; at < transfers.length; at += PAGE) {
      const some = transfers.slice(at, at + PAGE);
      await transaction.run(() => ledger.post({ ...page, bookedOn: dayOf('2026-01-02'), transfers: some }));
    }
  }
}

/** A fund's whole month (read, compute, post: dues and credits) against the posting of the same movements alone. */
export const monthWhole: Bench = {
  name: 'month.whole',
  against: 'the posting alone',
  async run(server, effort) {
    const figures = [];
    for (const members of effort.long ? [1_000, 100_000] : [1_000]) {
      const load = await WholeMonth.of(await server.database(), members);
      figures.push(
        await alternate(
          {
            bench: 'month.whole',
            size: members,
            goal: null,
            wanted: 'at-most',
            ours: () => load.whole(),
            peer: () => load.postings(),
          },
          effort,
        ),
      );
      await load.close();
    }
    return figures;
  },
};
