// The fund's present as a look ahead needs it: rules, units with their credit, figures, open dues. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { dayOf, firstDay, type Month, monthOf, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { type Cents, cents, minus, NO_MONEY, plus } from '../kernel/money';
import { FundsQuery } from '../funds/funds.query';
import { MonthUnderWayQuery } from '../funds/month-under-way.query';
import { LedgerQuery } from '../ledger/ledger.query';
import type { DatedLot } from '../lots/ended-credit';
import { LotsQuery } from '../lots/lots.query';
import { nextUnopenedMonth } from '../members/membership-rules';
import { staysBeyond, type UnitAndCredit, withCreditsToCome } from './credits-to-come';
import type { FundPresent } from './look-ahead';
import type { OpenDue, SimulatedUnit } from './simulation';

/** Reads the present of the fund in scope. */
@Injectable()
export class SimulationQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly ledger: LedgerQuery,
    private readonly months: MonthUnderWayQuery,
    private readonly lots: LotsQuery,
  ) {}

  /**
   * The present, as of today's books. Nothing is locked: who looks ahead keeps no month from beginning.
   * @throws RuleBroken `no-rules-in-force`
   */
  async now(): Promise<FundPresent> {
    const { today } = await this.funds.time();
    const firstOpenMonth = nextUnopenedMonth(today, await this.funds.startedMonths());
    const version = await this.funds.rulesInForce(firstOpenMonth);
    if (!version) throw new RuleBroken('no-rules-in-force', { month: firstOpenMonth.toString() });
    const { free, owedToMembers, owedToOutlets, setAside } = await this.ledger.figuresOn(today);
    const { units, toCome } = await this.unitsAfter(monthOfDay(today));
    const before = firstOpenMonth.subtract({ months: 1 });
    return {
      today: today.toString(),
      rules: version.document,
      firstMonth: firstOpenMonth,
      units: units.filter((unit) => staysBeyond(before, unit) || unit.lots.length > 0),
      opening: {
        free: minus(free, toCome),
        owedToMembers: plus(owedToMembers, toCome),
        owedToOutlets,
        setAside,
        openDues: await this.openDues(),
      },
      creditsToCome: toCome,
      unpaidBasisPoints: await this.unpaidOfLate(),
    };
  }

  /** The units as they are once the present month has made its credits. */
  private async unitsAfter(month: Month): Promise<ReturnType<typeof withCreditsToCome>> {
    const under = await this.months.of(month);
    const units = await this.units(month, under?.monthRunId ?? null);
    if (!under || under.closed) return { units: units.map(({ unit }) => unit), toCome: NO_MONEY };
    return withCreditsToCome({ month, rules: under.rules, called: await this.called(under.monthRunId) }, units);
  }

  /** The units that are there, or known to come, in a month or later, and those who left and have credit left. */
  private async units(month: Month, monthRunId: string | null): Promise<UnitAndCredit[]> {
    const rows = await this.transaction.query(
      `select u.account_unit_id, u.joined_on::text, left(u.last_month::text, 7) as last_month,
         (select coalesce(json_agg(json_build_object('from', left(s.from_month::text, 7), 'until', left(s.until_month::text, 7))), '[]')
          from members.pause s where s.tenant_id = $1 and s.account_unit_id = u.account_unit_id) as pauses,
         (select coalesce(json_agg(json_build_object('bornIn', left(p.born_in::text, 7), 'share', x.share_percent,
            'from', x.from_on, 'until', x.until_on)), '[]')
          from members.unit_person x join members.person p on p.tenant_id = $1 and p.person_id = x.person_id
          where x.tenant_id = $1 and x.account_unit_id = u.account_unit_id) as persons,
         (select coalesce(json_agg(json_build_object('from', left(g.from_month::text, 7), 'amount', g.amount_cents)
            order by g.from_month, g.pledge_id), '[]')
          from members.pledge g where g.tenant_id = $1 and g.account_unit_id = u.account_unit_id) as pledges,
         exists (select 1 from allocations.credit c
           where c.tenant_id = $1 and c.month_run_id = $3 and c.account_unit_id = u.account_unit_id) as credited
       from members.account_unit u
       where u.tenant_id = $1 and (u.last_month is null or u.last_month >= $2 or exists (
         select 1 from ledger.account a, lateral (select m.balance_after from ledger.movement m
           where m.tenant_id = $1 and m.primary_account_id = a.account_id and m.seq is not null
           order by m.seq desc limit 1) h
         where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = u.account_unit_id and h.balance_after > 0))
       order by u.account_unit_id`,
      [this.transaction.tenantId, firstDay(month).toString(), monthRunId],
    );
    const lots = await this.lots.of(rows.map((row) => String(row['account_unit_id'])));
    return rows.map((row) => ({
      unit: unitOf(row, lots.get(String(row['account_unit_id'])) ?? []),
      credited: row['credited'] === true,
    }));
  }

  private async openDues(): Promise<OpenDue[]> {
    const rows = await this.transaction.query(
      `select amount_cents - forgiven_cents as amount, received_cents as received from contributions.due
       where tenant_id = $1 and state in ('open', 'partly-paid') and amount_cents > received_cents + forgiven_cents order by due_id`,
      [this.transaction.tenantId],
    );
    return rows.map(({ amount, received }) => ({ amount: cents(Number(amount)), received: cents(Number(received)) }));
  }

  /** Of what was called in the last six months that closed: what has not come in to this day. */
  private async unpaidOfLate(): Promise<number> {
    const [row] = await this.transaction.query(
      `select coalesce(sum(d.amount_cents), 0) as called, coalesce(sum(d.received_cents), 0) as received
       from (select month_run_id from cycle.month_run where tenant_id = $1 and closed_at is not null
             order by month desc limit 6) r
       join contributions.due d on d.tenant_id = $1 and d.month_run_id = r.month_run_id
       where d.state <> 'cancelled'`,
      [this.transaction.tenantId],
    );
    const [called, received] = [Number(row?.['called'] ?? 0), Number(row?.['received'] ?? 0)];
    return called === 0 ? 0 : Math.round(((called - received) / called) * 10_000);
  }

  private async called(monthRunId: string): Promise<Cents> {
    const [row] = await this.transaction.query(
      `select coalesce(sum(amount_cents), 0) as called from contributions.due
       where tenant_id = $1 and month_run_id = $2 and state not in ('cancelled', 'written-off')`,
      [this.transaction.tenantId, monthRunId],
    );
    return cents(Number(row?.['called'] ?? 0));
  }
}

interface UnitJson {
  readonly joined_on: string;
  readonly last_month: string | null;
  readonly pauses: readonly { readonly from: string; readonly until: string | null }[];
  readonly persons: readonly {
    readonly bornIn: string | null;
    readonly share: number;
    readonly from: string;
    readonly until: string | null;
  }[];
  readonly pledges: readonly { readonly from: string; readonly amount: number }[];
}

function unitOf(row: Record<string, unknown>, lots: readonly DatedLot[]): SimulatedUnit {
  const unit = row as unknown as UnitJson;
  return {
    stay: {
      joinedOn: dayOf(unit.joined_on),
      lastMonth: unit.last_month === null ? null : monthOf(unit.last_month),
      pauses: unit.pauses.map(({ from, until }) => ({
        from: monthOf(from),
        until: until === null ? null : monthOf(until),
      })),
    },
    persons: unit.persons.map(({ bornIn, share, from, until }) => ({
      bornIn: bornIn === null ? null : monthOf(bornIn),
      sharePercent: share,
      from: dayOf(from),
      until: until === null ? null : dayOf(until),
    })),
    pledges: unit.pledges.map(({ from, amount }) => ({ from: monthOf(from), amount: cents(amount) })),
    lots: lots.map(({ leftCents, end }) => ({ amount: leftCents, expiresOn: end?.day ?? null })),
  };
}
