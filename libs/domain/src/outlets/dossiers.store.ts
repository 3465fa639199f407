// The fund's grid of criteria and the dossiers that are examined by it: findings and visits are added, never changed.
import { newId, tenantScope, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { Criterion, Found } from './criteria';

/** The dossier that is open for an outlet, with its grid and what was found until now, in order. */
export interface OpenDossier {
  readonly dossierId: string;
  readonly criteria: readonly Criterion[];
  readonly found: readonly Found[];
}

/** What was found, with its evidence in words and a link where there is one. */
export interface NewFinding extends Found {
  readonly evidence: string;
  readonly link: string | null;
}

/** A visit; the inner note is the team's. */
export interface NewVisit {
  readonly visitedOn: Day;
  readonly visitors: string;
  readonly note: string;
  readonly innerNote: string | null;
}

/** What a dossier came to. */
export interface DossierDecided {
  readonly on: Day;
  readonly outcome: 'approved' | 'approved-in-part' | 'refused';
  readonly scorePercent: number | null;
}

/** The dossiers of the fund in scope, for writing. */
@Injectable()
export class DossiersStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Adds a version of the grid. @returns its number, from 1 */
  async publish(criteria: readonly Criterion[], decisionNote: string, at: string): Promise<number> {
    await this.transaction.lock('outlet-criteria');
    const [row] = await this.transaction.query(
      `insert into outlets.grid (tenant_id, grid_id, version_no, criteria, decision_note, published_at)
       select $1, $2, coalesce(max(g.version_no), 0) + 1, $3, $4, $5 from outlets.grid g where g.tenant_id = $1
       returning version_no`,
      [this.transaction.tenantId, newId(), JSON.stringify(criteria), decisionNote, at],
    );
    return Number(row?.['version_no']);
  }

  /** Opens a dossier by the newest grid, unless one is open. @returns whether this one is new */
  async open(outletId: string, on: Day): Promise<boolean> {
    const rows = await this.transaction.query(
      `insert into outlets.dossier (tenant_id, dossier_id, outlet_id, grid_id, opened_on)
       values ($1, $2, $3, (select g.grid_id from outlets.grid g where g.tenant_id = $1 order by g.version_no desc limit 1), $4)
       on conflict do nothing returning dossier_id`,
      [this.transaction.tenantId, newId(), outletId, on.toString()],
    );
    return rows.length > 0;
  }

  /** The open dossier of an outlet, locked for a change; null when none is open. */
  async lockOpen(outletId: string): Promise<OpenDossier | null> {
    const [row] = await this.transaction.query(
      `select d.dossier_id, g.criteria from outlets.dossier d
       left join outlets.grid g on g.tenant_id = $1 and g.grid_id = d.grid_id
       where d.tenant_id = $1 and d.outlet_id = $2 and d.decided_on is null for update of d`,
      [this.transaction.tenantId, outletId],
    );
    if (!row) return null;
    const dossierId = String(row['dossier_id']);
    const found = await this.transaction.query(
      `select criterion_key as "criterionKey", measure::float8 as measure, label from outlets.finding
       where tenant_id = $1 and dossier_id = $2 order by finding_id`,
      [this.transaction.tenantId, dossierId],
    );
    return {
      dossierId,
      criteria: (row['criteria'] as Criterion[] | null) ?? [],
      found: found as unknown as Found[],
    };
  }

  /** Closes a dossier. */
  async decide(dossierId: string, { on, outcome, scorePercent }: DossierDecided): Promise<void> {
    await this.transaction.query(
      `update outlets.dossier set decided_on = $3, outcome = $4, score_percent = $5 where tenant_id = $1 and dossier_id = $2`,
      [this.transaction.tenantId, dossierId, on.toString(), outcome, scorePercent],
    );
  }

  /** Adds what was found about a criterion. @returns its id */
  async addFinding(dossierId: string, finding: NewFinding, at: string): Promise<string> {
    const findingId = newId();
    await this.transaction.query(
      `insert into outlets.finding (tenant_id, finding_id, dossier_id, criterion_key, measure, label, evidence, link,
         recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        this.transaction.tenantId,
        findingId,
        dossierId,
        finding.criterionKey,
        finding.measure,
        finding.label,
        finding.evidence,
        finding.link,
        at,
        tenantScope().actor.id,
      ],
    );
    return findingId;
  }

  /** Adds a visit. @returns its id */
  async addVisit(dossierId: string, visit: NewVisit, at: string): Promise<string> {
    const visitId = newId();
    await this.transaction.query(
      `insert into outlets.visit (tenant_id, visit_id, dossier_id, visited_on, visitors, note, inner_note, recorded_at,
         recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.transaction.tenantId,
        visitId,
        dossierId,
        visit.visitedOn.toString(),
        visit.visitors,
        visit.note,
        visit.innerNote,
        at,
        tenantScope().actor.id,
      ],
    );
    return visitId;
  }
}
