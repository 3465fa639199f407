// The fund's criteria, and the dossiers of outlets by them, for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { type Criterion, type Found, type Verdict, verdictOf } from './criteria';

/** A version of the criteria. */
export interface CriteriaView {
  readonly gridId: string;
  readonly versionNo: number;
  readonly criteria: readonly Criterion[];
  readonly decisionNote: string;
  readonly publishedAt: string;
}

/** What was found, as it was recorded. */
export interface FindingView extends Found {
  readonly findingId: string;
  readonly evidence: string;
  readonly link: string | null;
  readonly recordedAt: string;
}

/** A visit; the inner note is the team's. */
export interface VisitView {
  readonly visitId: string;
  readonly visitedOn: string;
  readonly visitors: string;
  readonly note: string;
  readonly innerNote: string | null;
}

/** A dossier whole. Once decided the score is what it was on that day. */
export interface DossierView extends Verdict {
  readonly dossierId: string;
  readonly openedOn: string;
  readonly decidedOn: string | null;
  readonly outcome: string | null;
  readonly criteria: readonly Criterion[];
  readonly findings: readonly FindingView[];
  readonly visits: readonly VisitView[];
}

/** Reads the dossiers of the fund in scope. */
@Injectable()
export class DossiersQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The criteria's versions, the newest first; `after` is the id of the last one seen. */
  async versions(page: PageRequest): Promise<CriteriaView[]> {
    const rows = await this.query(
      `select grid_id, version_no, criteria, decision_note, published_at from outlets.grid
       where tenant_id = $1 and ($2::uuid is null or grid_id < $2) order by grid_id desc limit $3`,
      page.after,
      page.limit,
    );
    return rows.map((row) => ({
      gridId: String(row['grid_id']),
      versionNo: Number(row['version_no']),
      criteria: row['criteria'] as Criterion[],
      decisionNote: String(row['decision_note']),
      publishedAt: instantText(row['published_at']),
    }));
  }

  /** The latest dossier of an outlet: the one that is open, else the one decided last; null when it has none. */
  async latest(outletId: string): Promise<DossierView | null> {
    const [row] = await this.query(
      `select d.dossier_id, d.opened_on::text, d.decided_on::text, d.outcome, d.score_percent, g.criteria
       from outlets.dossier d left join outlets.grid g on g.tenant_id = $1 and g.grid_id = d.grid_id
       where d.tenant_id = $1 and d.outlet_id = $2 order by d.dossier_id desc limit 1`,
      outletId,
    );
    if (!row) return null;
    const dossierId = String(row['dossier_id']);
    const criteria = (row['criteria'] as Criterion[] | null) ?? [];
    const findings = await this.findings(dossierId);
    const verdict = verdictOf(criteria, findings);
    const decidedOn = (row['decided_on'] as string | null) ?? null;
    return {
      ...verdict,
      scorePercent: decidedOn === null ? verdict.scorePercent : ((row['score_percent'] as number | null) ?? null),
      dossierId,
      openedOn: String(row['opened_on']),
      decidedOn,
      outcome: (row['outcome'] as string | null) ?? null,
      criteria,
      findings,
      visits: await this.visits(dossierId),
    };
  }

  private async findings(dossierId: string): Promise<FindingView[]> {
    const rows = await this.query(
      `select finding_id as "findingId", criterion_key as "criterionKey", measure::float8 as measure, label, evidence, link,
         recorded_at
       from outlets.finding where tenant_id = $1 and dossier_id = $2 order by finding_id`,
      dossierId,
    );
    return rows.map(({ recorded_at, ...row }) => ({
      ...(row as unknown as Omit<FindingView, 'recordedAt'>),
      recordedAt: instantText(recorded_at),
    }));
  }

  private async visits(dossierId: string): Promise<VisitView[]> {
    const rows = await this.query(
      `select visit_id as "visitId", visited_on::text as "visitedOn", visitors, note, inner_note as "innerNote"
       from outlets.visit where tenant_id = $1 and dossier_id = $2 order by visited_on, visit_id`,
      dossierId,
    );
    return rows as unknown as VisitView[];
  }

  private query(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}
