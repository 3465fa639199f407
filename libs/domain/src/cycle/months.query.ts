// The months of a fund for screens: how far each is, what was true at its close, what is true today. Reads only.
import { ProgressStore, type StepProgress, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay, instantText, type Month, monthOf } from '../kernel/calendar';
import { NO_MONEY } from '../kernel/money';
import type { PageRequest } from '../kernel/page';
import { FundsQuery } from '../funds/funds.query';
import { type MonthFigures, MonthFiguresQuery } from './month-figures.query';

/** A step of a month and how far it is. */
export interface StepView extends Omit<StepProgress, 'afterId'> {
  readonly step: string;
}

/** A month in a list. */
export interface MonthView {
  readonly monthRunId: string;
  readonly month: string;
  readonly rulesVersionId: string;
  readonly startedAt: string;
  readonly closedAt: string | null;
  /** What was true when it closed; it never changes. */
  readonly atClose: MonthFigures | null;
}

/** A month with its steps and what is true today. */
export interface MonthDetail extends MonthView {
  readonly steps: readonly StepView[];
  readonly toDate: MonthFigures;
}

/** Reads the months of the fund in scope. */
@Injectable()
export class MonthsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly progress: ProgressStore,
    private readonly figures: MonthFiguresQuery,
    private readonly funds: FundsQuery,
  ) {}

  /** Months, latest first; `after` is the id of the last one seen. */
  async months(page: PageRequest): Promise<MonthView[]> {
    const rows = await this.transaction.query(
      `select month_run_id, month::text, rules_version_id, started_at, closed_at, snapshot from cycle.month_run r
       where tenant_id = $1 and ($2::uuid is null or r.month < (
         select s.month from cycle.month_run s where s.tenant_id = $1 and s.month_run_id = $2))
       order by r.month desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map((row) => monthView(row));
  }

  /** One month; null when it has not begun. */
  async month(month: Month): Promise<MonthDetail | null> {
    const [row] = await this.transaction.query(
      `select month_run_id, month::text, rules_version_id, started_at, closed_at, snapshot from cycle.month_run
       where tenant_id = $1 and month = $2`,
      [this.transaction.tenantId, firstDay(month).toString()],
    );
    if (!row) return null;
    const view = monthView(row);
    const steps = await this.progress.stepsOf(view.monthRunId);
    const { today } = await this.funds.time();
    return {
      ...view,
      steps: [...steps].map(([step, { afterId: _resumesAt, ...progress }]) => ({ step, ...progress })),
      toDate: await this.figures.of(monthOf(view.month), today),
    };
  }
}

// What months that closed before there were payers, or before credit ended, do not say: there was none.
const BEFORE_IT_WAS_SAID: Partial<MonthFigures> = {
  payersCalledCents: NO_MONEY,
  payersReceivedCents: NO_MONEY,
  expiredCents: NO_MONEY,
};

function monthView(row: Record<string, unknown>): MonthView {
  return {
    monthRunId: String(row['month_run_id']),
    month: String(row['month']).slice(0, 7),
    rulesVersionId: String(row['rules_version_id']),
    startedAt: instantText(row['started_at']),
    closedAt: row['closed_at'] === null ? null : instantText(row['closed_at']),
    atClose: row['snapshot'] === null ? null : { ...BEFORE_IT_WAS_SAID, ...(row['snapshot'] as MonthFigures) },
  };
}
