// Writes account units and the people in them. Pledges and pauses keep their history.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, type Month, monthOf } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import type { GuidedAnswers } from '../rules/guided-proposal';
import type { NewPerson } from './admitted-person';

/** An account unit that is locked for a change. */
export interface LockedUnit {
  readonly accountUnitId: string;
  readonly joinedOn: Day;
  readonly lastMonth: Month | null;
  readonly pauses: readonly { readonly pauseId: string; readonly from: Month; readonly until: Month | null }[];
  readonly personIds: readonly string[];
}

/** A pledge about to be noted. */
export interface NewPledge {
  readonly from: Month;
  readonly amount: Cents;
  readonly declaredAt: string;
  readonly answers: GuidedAnswers | null;
}

/** A unit about to be added. */
export interface NewUnit {
  readonly kind: string;
  readonly label: string;
  readonly area: string | null;
  readonly joinedOn: Day;
  /** The application on which it is admitted. */
  readonly applicationId?: string | null;
}

/** The account units of the fund in scope, for writing. */
@Injectable()
export class MembersStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Adds a unit. @returns its id */
  async addUnit(unit: NewUnit): Promise<string> {
    const accountUnitId = newId();
    await this.transaction.query(
      `insert into members.account_unit (tenant_id, account_unit_id, kind, label, area, joined_on, application_id)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        this.transaction.tenantId,
        accountUnitId,
        unit.kind,
        unit.label,
        unit.area,
        unit.joinedOn.toString(),
        unit.applicationId ?? null,
      ],
    );
    return accountUnitId;
  }

  /** Adds people to the fund, in no unit yet. @returns their ids, in order */
  async addToFund(persons: readonly NewPerson[]): Promise<string[]> {
    const ids = persons.map(newId);
    await this.transaction.query(
      `insert into members.person (tenant_id, person_id, name, born_in, channel, email, phone)
       select $1, u.* from unnest($2::uuid[], $3::text[], $4::date[], $5::text[], $6::text[], $7::text[]) as u`,
      [
        this.transaction.tenantId,
        ids,
        persons.map(({ name }) => name),
        persons.map(({ bornIn }) => (bornIn ? firstDay(bornIn).toString() : null)),
        persons.map(({ channel }) => channel),
        persons.map(({ email }) => email),
        persons.map(({ phone }) => phone),
      ],
    );
    return ids;
  }

  /** Adds people to a unit from a day on. @returns their ids, in order */
  async addPersons(accountUnitId: string, persons: readonly NewPerson[], from: Day): Promise<string[]> {
    const ids = await this.addToFund(persons);
    await this.transaction.query(
      `insert into members.unit_person (tenant_id, account_unit_id, person_id, from_on, share_percent)
       select $1, $2, u.id, $5, u.share from unnest($3::uuid[], $4::smallint[]) as u(id, share)`,
      [this.transaction.tenantId, accountUnitId, ids, persons.map(({ sharePercent }) => sharePercent), from.toString()],
    );
    return ids;
  }

  /** Whether somebody else is in a unit the day after a last day, and stays. */
  async othersStay(accountUnitId: string, personId: string, lastDay: Day): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from members.unit_person
       where tenant_id = $1 and account_unit_id = $2 and person_id <> $3 and until_on is null and from_on <= $4 limit 1`,
      [this.transaction.tenantId, accountUnitId, personId, lastDay.add({ days: 1 }).toString()],
    );
    return rows.length > 0;
  }

  /** Ends a person's stay in a unit; false when they are not in it. */
  async endStay(accountUnitId: string, personId: string, lastDay: Day): Promise<boolean> {
    const rows = await this.transaction.query(
      `update members.unit_person set until_on = $4
       where tenant_id = $1 and account_unit_id = $2 and person_id = $3 and until_on is null and from_on <= $4
       returning person_id`,
      [this.transaction.tenantId, accountUnitId, personId, lastDay.toString()],
    );
    return rows.length > 0;
  }

  /** Adds a pledge, in cents a month, from a month on, with the answers that are kept with it. @returns its id */
  async addPledge(accountUnitId: string, pledge: NewPledge): Promise<string> {
    const { from, amount, declaredAt, answers } = pledge;
    const pledgeId = newId();
    await this.transaction.query(
      `insert into members.pledge (tenant_id, pledge_id, account_unit_id, from_month, amount_cents, declared_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [this.transaction.tenantId, pledgeId, accountUnitId, firstDay(from).toString(), amount, declaredAt],
    );
    if (answers) await this.keepAnswers(pledgeId, answers);
    return pledgeId;
  }

  private async keepAnswers(pledgeId: string, { answers, sentence }: GuidedAnswers): Promise<void> {
    await this.transaction.query(
      `insert into members.guided_answer (tenant_id, pledge_id, question_key, answer_key)
       select $1, $2, u.* from unnest($3::text[], $4::text[]) as u`,
      [
        this.transaction.tenantId,
        pledgeId,
        answers.map(({ question }) => question),
        answers.map(({ answer }) => answer),
      ],
    );
    if (sentence === null) return;
    await this.transaction.query(
      'insert into members.guided_sentence (tenant_id, pledge_id, sentence_key) values ($1, $2, $3)',
      [this.transaction.tenantId, pledgeId, sentence],
    );
  }

  /** Adds a pause. @returns its id */
  async addPause(
    accountUnitId: string,
    pause: { from: Month; until: Month | null },
    declaredAt: string,
  ): Promise<string> {
    const pauseId = newId();
    await this.transaction.query(
      `insert into members.pause (tenant_id, pause_id, account_unit_id, from_month, until_month, declared_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        this.transaction.tenantId,
        pauseId,
        accountUnitId,
        firstDay(pause.from).toString(),
        pause.until ? firstDay(pause.until).toString() : null,
        declaredAt,
      ],
    );
    return pauseId;
  }

  /** Sets the last month of a pause. */
  async endPause(pauseId: string, until: Month): Promise<void> {
    await this.transaction.query('update members.pause set until_month = $3 where tenant_id = $1 and pause_id = $2', [
      this.transaction.tenantId,
      pauseId,
      firstDay(until).toString(),
    ]);
  }

  /** Sets the last month of a unit. */
  async leaveAfter(accountUnitId: string, lastMonth: Month): Promise<void> {
    await this.transaction.query(
      'update members.account_unit set last_month = $3 where tenant_id = $1 and account_unit_id = $2',
      [this.transaction.tenantId, accountUnitId, firstDay(lastMonth).toString()],
    );
  }

  /** Locks a unit for a change until the transaction ends; null when the fund has no such unit. */
  async lock(accountUnitId: string): Promise<LockedUnit | null> {
    const ids = [this.transaction.tenantId, accountUnitId];
    const [unit] = await this.transaction.query(
      `select joined_on::text, last_month::text from members.account_unit
       where tenant_id = $1 and account_unit_id = $2 for update`,
      ids,
    );
    if (!unit) return null;
    const pauses = await this.transaction.query(
      `select pause_id, from_month::text, until_month::text from members.pause
       where tenant_id = $1 and account_unit_id = $2 order by from_month`,
      ids,
    );
    const persons = await this.transaction.query(
      `select person_id from members.unit_person where tenant_id = $1 and account_unit_id = $2 and until_on is null`,
      ids,
    );
    return {
      accountUnitId,
      joinedOn: firstDayOf(unit['joined_on']),
      lastMonth: monthOrNull(unit['last_month']),
      pauses: pauses.map((row) => ({
        pauseId: String(row['pause_id']),
        from: monthOf(String(row['from_month']).slice(0, 7)),
        until: monthOrNull(row['until_month']),
      })),
      personIds: persons.map((row) => String(row['person_id'])),
    };
  }
}

function monthOrNull(value: unknown): Month | null {
  return typeof value === 'string' ? monthOf(value.slice(0, 7)) : null;
}

function firstDayOf(value: unknown): Day {
  const text = String(value);
  return monthOf(text.slice(0, 7)).toPlainDate({ day: Number(text.slice(8, 10)) });
}
