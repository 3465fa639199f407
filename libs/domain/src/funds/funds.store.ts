// Writes funds and their rules. Versions are only ever added, and taken back before their month.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay, type Instant, type Month, monthOf } from '../kernel/calendar';
import type { Rules } from '../rules/rules';

/** The public card of a fund. */
export interface FundCard {
  readonly slug: string;
  readonly name: string;
  readonly place: string;
  readonly departement: string;
  readonly region: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
  readonly presetKey: string | null;
}

/** A version of the rules about to be published. */
export interface NewRulesVersion {
  readonly rulesVersionId: string;
  readonly from: Month;
  readonly document: Rules;
  readonly decisionNote: string;
  readonly publishedAt: Instant;
  readonly publishedBy: string | null;
}

/** When, by whom and why a version is taken back. */
export interface Withdrawal {
  readonly at: Instant;
  readonly by: string | null;
  readonly reason: string;
}

/** The fund in scope and its rules, for writing. */
@Injectable()
export class FundsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Enters the fund in the directory; false when its address name (slug) is taken. */
  async enter(card: FundCard): Promise<boolean> {
    const rows = await this.transaction.query(
      `insert into directory.fund (tenant_id, slug, name, place, departement, region, time_zone, demonstration, preset_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (slug) do nothing returning tenant_id`,
      [
        this.transaction.tenantId,
        card.slug,
        card.name,
        card.place,
        card.departement,
        card.region,
        card.timeZone,
        card.demonstration,
        card.presetKey,
      ],
    );
    return rows.length > 0;
  }

  /** Adds a version of the rules. */
  async addVersion(version: NewRulesVersion): Promise<void> {
    await this.transaction.query(
      `insert into funds.rules_version (tenant_id, rules_version_id, effective_month, document, decision_note,
         published_at, published_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        this.transaction.tenantId,
        version.rulesVersionId,
        firstDay(version.from).toString(),
        JSON.stringify(version.document),
        version.decisionNote,
        version.publishedAt.toString(),
        version.publishedBy,
      ],
    );
  }

  /** The month a version is from and whether it was withdrawn; null when the fund has no such version. */
  async versionOf(rulesVersionId: string): Promise<{ from: Month; withdrawn: boolean } | null> {
    const [row] = await this.transaction.query(
      `select effective_month::text as month, withdrawn_at is not null as withdrawn from funds.rules_version
       where tenant_id = $1 and rules_version_id = $2 for update`,
      [this.transaction.tenantId, rulesVersionId],
    );
    return row ? { from: monthOf(String(row['month']).slice(0, 7)), withdrawn: row['withdrawn'] === true } : null;
  }

  /** Notes that a version is withdrawn: when, by whom, why. */
  async withdraw(rulesVersionId: string, { at, by, reason }: Withdrawal): Promise<void> {
    await this.transaction.query(
      `update funds.rules_version set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5
       where tenant_id = $1 and rules_version_id = $2`,
      [this.transaction.tenantId, rulesVersionId, at.toString(), by, reason],
    );
  }

  /** The months that a version is published from, and those that have begun; with publication and month start kept out. */
  async lockMonths(): Promise<{ publishedFrom: Month[]; started: Month[] }> {
    await this.transaction.lock('rules');
    const published = await this.transaction.query(
      'select effective_month::text as month from funds.rules_version where tenant_id = $1 and withdrawn_at is null',
      [this.transaction.tenantId],
    );
    const started = await this.transaction.query(
      'select month::text as month from cycle.month_run where tenant_id = $1',
      [this.transaction.tenantId],
    );
    const months = (rows: Record<string, unknown>[]): Month[] =>
      rows.map((row) => monthOf(String(row['month']).slice(0, 7)));
    return { publishedFrom: months(published), started: months(started) };
  }
}
