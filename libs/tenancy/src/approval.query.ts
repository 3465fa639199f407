// What waits for a second signature in the fund in scope, and what became of what waited. Reads only.
import { type ApprovalAct, PEOPLE_FOR_TWO_SIGNATURES, SIGNATORIES } from './signatories';
import type { TenantTransaction } from './tenant-transaction';

/** A proposal and its decision. Times are ISO text in UTC; who is a sign-in identity. */
export interface ApprovalView {
  readonly approvalId: string;
  readonly act: ApprovalAct;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly proposedBy: string | null;
  readonly proposedAt: string;
  readonly state: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly relaxed: boolean;
}

/** Whether one signature is enough here, and whether it may be made so. */
export interface RelaxationView {
  readonly relaxed: boolean;
  readonly reason: string | null;
  readonly relaxedBy: string | null;
  readonly relaxedAt: string | null;
  /** How many different people hold a role that may sign. */
  readonly people: number;
  readonly mayRelax: boolean;
}

/** Which approvals, and where the list goes on. */
export interface ApprovalsAsked {
  readonly state: string | null;
  readonly after: string | null;
  readonly limit: number;
}

const COLUMNS = `approval_id, act, subject_kind, subject_id, payload, reason, proposed_by, proposed_at, state, decided_by,
  decided_at, decision_reason, relaxed`;

/** Reads approvals. */
export class ApprovalQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Approvals, the latest first; `after` is the id of the last one seen. */
  async latest({ state, after, limit }: ApprovalsAsked): Promise<ApprovalView[]> {
    const rows = await this.transaction.query(
      `select ${COLUMNS} from tenancy.approval
       where tenant_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or approval_id < $3)
       order by approval_id desc limit $4`,
      [this.transaction.tenantId, state, after, limit],
    );
    return rows.map(approvalView);
  }

  /** One approval; null when the fund has no such. */
  async one(approvalId: string): Promise<ApprovalView | null> {
    const [row] = await this.transaction.query(
      `select ${COLUMNS} from tenancy.approval where tenant_id = $1 and approval_id = $2`,
      [this.transaction.tenantId, approvalId],
    );
    return row ? approvalView(row) : null;
  }

  /** Whether one signature is enough. */
  async relaxation(): Promise<RelaxationView> {
    const [row] = await this.transaction.query(
      `select people::integer as people, r.reason, r.relaxed_by, r.relaxed_at
       from (select ${SIGNATORIES} as people) counted
       left join tenancy.approval_relaxation r on r.tenant_id = $1 and r.ended_at is null and people < $2`,
      [this.transaction.tenantId, PEOPLE_FOR_TWO_SIGNATURES],
    );
    const people = Number(row?.['people']);
    return {
      relaxed: instant(row?.['relaxed_at']) !== null,
      reason: text(row?.['reason']),
      relaxedBy: text(row?.['relaxed_by']),
      relaxedAt: instant(row?.['relaxed_at']),
      people,
      mayRelax: people < PEOPLE_FOR_TWO_SIGNATURES,
    };
  }
}

const text = (value: unknown): string | null => (value as string | null | undefined) ?? null;
const instant = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);

function approvalView(row: Record<string, unknown>): ApprovalView {
  return {
    approvalId: String(row['approval_id']),
    act: row['act'] as ApprovalAct,
    subjectKind: String(row['subject_kind']),
    subjectId: text(row['subject_id']),
    payload: row['payload'] as ApprovalView['payload'],
    reason: String(row['reason']),
    proposedBy: text(row['proposed_by']),
    proposedAt: instant(row['proposed_at']) ?? '',
    state: String(row['state']),
    decidedBy: text(row['decided_by']),
    decidedAt: instant(row['decided_at']),
    decisionReason: text(row['decision_reason']),
    relaxed: row['relaxed'] === true,
  };
}
