// Spending in tests of lots, which stand below purchases: straight through the books.
import { newId, TenantTransaction } from '#tenancy';
import type { LivingFund } from '../../../../test/support/living-fund';
import type { Rooms } from '../../../../test/support/rooms';
import type { Id } from '../kernel/id';
import { cents } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';

/** What units do with their credit in one fund: spend at its only outlet, and reserve. */
export class Spending {
  private readonly outlet = newId() as Id<'outlet'>;

  constructor(
    private readonly rooms: Rooms,
    private readonly fund: LivingFund,
  ) {}

  /** Spends cents on a day. @returns the outcome as SQL answers it */
  spend(unitId: string, amount: number, day: string): Promise<string> {
    const [transaction, ledger] = [this.rooms.get(TenantTransaction), this.rooms.get(LedgerStore)];
    return this.fund.as(() =>
      transaction.run(async () => {
        await ledger.open([{ kind: 'outlet-payable', owner: this.outlet }]);
        const [row] = await transaction.query(
          `select s.outcome from ledger.account a, ledger.account o,
             ledger.spend($1, $2, $2, a.account_id, o.account_id, $3, 'purchase', 'purchase', $2, $4) s
           where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = $5
             and o.tenant_id = $1 and o.kind = 'outlet-payable' and o.owner_id = $6`,
          [this.fund.id, newId(), amount, day, unitId, this.outlet],
        );
        return String(row?.['outcome']);
      }),
    );
  }

  /** Reserves cents. @returns what gives them back */
  async hold(unitId: string, amount: number): Promise<() => Promise<void>> {
    const ledger = this.rooms.get(LedgerStore);
    const source = { sourceKind: 'basket', sourceId: newId() };
    const account = { kind: 'allocation', owner: unitId as Id<'account-unit'> } as const;
    const work = <Result>(one: () => Promise<Result>): Promise<Result> =>
      this.fund.as(() => this.rooms.get(TenantTransaction).run(one));
    await work(() => ledger.hold({ account, amount: cents(amount), ...source }));
    return () => work(() => ledger.release({ ...source, outcome: 'given-back' }));
  }

  /** The faults of the books, but that what is spent here has no purchase as its cause. */
  async faults(): Promise<string[]> {
    const faults = await this.fund.faults();
    return faults.map(({ checkName }) => checkName).filter((name) => !/^every movement .* its cause$/.test(name));
  }
}
