// Whole pages of units admitted at once, and taken back: the one door by which an import writes members.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, monthOfDay } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import type { Cents } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';
import type { NewPerson } from './admitted-person';

/** A unit to admit, its ids given before; the pledge in cents a month. Checked by `membership-rules` before it comes here. */
export interface Admission {
  readonly accountUnitId: string;
  readonly label: string;
  readonly area: string | null;
  readonly joinedOn: Day;
  readonly persons: readonly (NewPerson & { readonly personId: string })[];
  readonly pledge: Cents | null;
}

/** Admissions of the fund in scope, a page at a time. */
@Injectable()
export class AdmissionsStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly ledger: LedgerStore,
  ) {}

  /** Admits units of one kind with the accounts that are theirs, five statements a page. @throws Error when one is there already */
  async add(kind: 'person' | 'household', units: readonly Admission[], declaredAt: string): Promise<void> {
    const persons = units.flatMap(({ accountUnitId, joinedOn, persons: own }) =>
      own.map((person) => ({ ...person, accountUnitId, from: joinedOn.toString() })),
    );
    const pledges = units.filter(({ pledge }) => pledge !== null);
    await this.write(
      `insert into members.account_unit (tenant_id, kind, account_unit_id, label, area, joined_on)
       select $1, $2, u.* from unnest($3::uuid[], $4::text[], $5::text[], $6::date[]) as u`,
      kind,
      units.map(({ accountUnitId }) => accountUnitId),
      units.map(({ label }) => label),
      units.map(({ area }) => area),
      units.map(({ joinedOn }) => joinedOn.toString()),
    );
    await this.write(
      `insert into members.person (tenant_id, person_id, name, born_in, channel, email, phone)
       select $1, u.* from unnest($2::uuid[], $3::text[], $4::date[], $5::text[], $6::text[], $7::text[]) as u`,
      persons.map(({ personId }) => personId),
      persons.map(({ name }) => name),
      persons.map(({ bornIn }) => (bornIn ? firstDay(bornIn).toString() : null)),
      persons.map(({ channel }) => channel),
      persons.map(({ email }) => email),
      persons.map(({ phone }) => phone),
    );
    await this.write(
      `insert into members.unit_person (tenant_id, account_unit_id, person_id, from_on, share_percent)
       select $1, u.* from unnest($2::uuid[], $3::uuid[], $4::date[], $5::smallint[]) as u`,
      persons.map(({ accountUnitId }) => accountUnitId),
      persons.map(({ personId }) => personId),
      persons.map(({ from }) => from),
      persons.map(({ sharePercent }) => sharePercent),
    );
    await this.write(
      `insert into members.pledge (tenant_id, declared_at, pledge_id, account_unit_id, from_month, amount_cents)
       select $1, $2, u.* from unnest($3::uuid[], $4::uuid[], $5::date[], $6::bigint[]) as u`,
      declaredAt,
      pledges.map(newId),
      pledges.map(({ accountUnitId }) => accountUnitId),
      pledges.map(({ joinedOn }) => firstDay(monthOfDay(joinedOn)).toString()),
      pledges.map(({ pledge }) => pledge),
    );
    const owners = units.map(({ accountUnitId }) => accountUnitId as Id<'account-unit'>);
    await this.ledger.open(
      owners.flatMap((owner) => [
        { kind: 'allocation' as const, owner },
        { kind: 'receivable' as const, owner },
      ]),
    );
  }

  /** Keeps everybody else away from units until the transaction ends. */
  async lock(accountUnitIds: readonly string[]): Promise<void> {
    await this.write(
      `select account_unit_id from members.account_unit where tenant_id = $1 and account_unit_id = any($2)
       order by account_unit_id for update`,
      accountUnitIds,
    );
  }

  /**
   * Takes units back as if they had never been: nobody may have touched them. Their accounts stay, empty: the books
   * are never taken from. Fails whole when another table names one of them.
   */
  async takeBack(accountUnitIds: readonly string[], personIds: readonly string[]): Promise<void> {
    await this.write('delete from members.pledge where tenant_id = $1 and account_unit_id = any($2)', accountUnitIds);
    await this.write(
      'delete from members.unit_person where tenant_id = $1 and account_unit_id = any($2)',
      accountUnitIds,
    );
    await this.write(
      'delete from members.account_unit where tenant_id = $1 and account_unit_id = any($2)',
      accountUnitIds,
    );
    await this.write('delete from members.person where tenant_id = $1 and person_id = any($2)', personIds);
  }

  private async write(sql: string, ...values: unknown[]): Promise<void> {
    await this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}
