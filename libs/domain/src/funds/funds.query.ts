// Funds and rules for screens and for other rooms. Reads only.
import { FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import {
  type Day,
  dayAt,
  firstDay,
  type Instant,
  instantText,
  type Month,
  monthOf,
  Temporal,
} from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { readRules } from '../rules/read-rules';
import type { Rules } from '../rules/rules';

/** A version of the rules as it was published; `from` is the month it is in force from, e.g. `2026-11`. */
export interface RulesVersion {
  readonly rulesVersionId: string;
  readonly from: string;
  readonly document: Rules;
  readonly decisionNote: string;
  readonly publishedAt: string;
  /** When it was taken back before its month, and why; null while it stands. */
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}

/** The card of the fund in scope. */
export interface FundView {
  readonly fundId: string;
  readonly slug: string;
  readonly name: string;
  readonly place: string;
  readonly departement: string;
  readonly region: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
  readonly presetKey: string | null;
}

const VERSION_COLUMNS =
  'rules_version_id, effective_month::text as effective_month, document, decision_note, published_at, withdrawn_at, withdrawn_reason';

/** What time it is in the fund: the instant, and the day in its own zone. */
export interface FundTime {
  readonly now: Instant;
  readonly today: Day;
  readonly timeZone: string;
  /** Whether the fund and everyone in it are invented. */
  readonly demonstration: boolean;
}

/** Reads the fund in scope. */
@Injectable()
export class FundsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
  ) {}

  /** The fund's present; in a demonstration, by its own clock. */
  async time(): Promise<FundTime> {
    const now = Temporal.Instant.from(await this.clock.now());
    const fund = await this.current();
    const timeZone = fund?.timeZone ?? 'Europe/Paris';
    return { now, today: dayAt(now, timeZone), timeZone, demonstration: fund?.demonstration ?? false };
  }

  /** The fund in scope; null while it is not entered in the directory. */
  async current(): Promise<FundView | null> {
    const [row] = await this.transaction.query('select * from directory.fund where tenant_id = $1', [
      this.transaction.tenantId,
    ]);
    return row ? fundView(row) : null;
  }

  /** The version in force in a month; null when none is. */
  async rulesInForce(month: Month): Promise<RulesVersion | null> {
    const [row] = await this.transaction.query(
      `select ${VERSION_COLUMNS} from funds.rules_version
       where tenant_id = $1 and effective_month <= $2 and withdrawn_at is null order by effective_month desc limit 1`,
      [this.transaction.tenantId, firstDay(month).toString()],
    );
    return row ? versionView(row) : null;
  }

  /** One version. @throws Error when it is not this fund's */
  async version(rulesVersionId: string): Promise<RulesVersion> {
    const [row] = await this.transaction.query(
      `select ${VERSION_COLUMNS} from funds.rules_version where tenant_id = $1 and rules_version_id = $2`,
      [this.transaction.tenantId, rulesVersionId],
    );
    if (!row) throw new Error('a rules version is missing');
    return versionView(row);
  }

  /** The first month that any rules are in force from; null without rules. */
  async firstMonth(): Promise<string | null> {
    const [row] = await this.transaction.query(
      'select min(effective_month)::text as month from funds.rules_version where tenant_id = $1 and withdrawn_at is null',
      [this.transaction.tenantId],
    );
    return row?.['month'] ? String(row['month']).slice(0, 7) : null;
  }

  /** The first month after another in which a version counts the other unit; null when none that stands does. */
  async otherUnitFrom(unit: Rules['unit'], after: Month): Promise<string | null> {
    const [row] = await this.transaction.query(
      `select min(effective_month)::text as month from funds.rules_version
       where tenant_id = $1 and withdrawn_at is null and effective_month > $2 and document ->> 'unit' <> $3`,
      [this.transaction.tenantId, firstDay(after).toString(), unit],
    );
    return row?.['month'] ? String(row['month']).slice(0, 7) : null;
  }

  /** Whether anybody was ever admitted: from then on the fund counts in persons, or in households, for good. */
  async hasUnits(): Promise<boolean> {
    const rows = await this.transaction.query('select 1 from members.account_unit where tenant_id = $1 limit 1', [
      this.transaction.tenantId,
    ]);
    return rows.length > 0;
  }

  /** The months that have begun, in no order: they never change their rules. */
  async startedMonths(): Promise<Month[]> {
    const rows = await this.transaction.query('select month::text as month from cycle.month_run where tenant_id = $1', [
      this.transaction.tenantId,
    ]);
    return rows.map((row) => monthOf(String(row['month']).slice(0, 7)));
  }

  /** All versions, withdrawn ones too, the latest month first; `after` is the id of the last one seen. */
  async history(page: PageRequest): Promise<RulesVersion[]> {
    const rows = await this.transaction.query(
      `select ${VERSION_COLUMNS} from funds.rules_version v
       where tenant_id = $1 and ($2::uuid is null or (v.effective_month, v.rules_version_id) < (
         select w.effective_month, w.rules_version_id from funds.rules_version w
         where w.tenant_id = $1 and w.rules_version_id = $2))
       order by v.effective_month desc, v.rules_version_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map((row) => versionView(row));
  }
}

function versionView(row: Record<string, unknown>): RulesVersion {
  return {
    rulesVersionId: String(row['rules_version_id']),
    from: String(row['effective_month']).slice(0, 7),
    document: readRules(row['document']),
    decisionNote: String(row['decision_note']),
    publishedAt: instantText(row['published_at']),
    withdrawnAt: row['withdrawn_at'] === null ? null : instantText(row['withdrawn_at']),
    withdrawnReason: (row['withdrawn_reason'] as string | null) ?? null,
  };
}

/** A row of the directory as a card. */
export function fundView(row: Record<string, unknown>): FundView {
  return {
    fundId: String(row['tenant_id']),
    slug: String(row['slug']),
    name: String(row['name']),
    place: String(row['place']),
    departement: String(row['departement']),
    region: String(row['region']),
    timeZone: String(row['time_zone']),
    demonstration: row['demonstration'] === true,
    presetKey: (row['preset_key'] as string | null) ?? null,
  };
}
