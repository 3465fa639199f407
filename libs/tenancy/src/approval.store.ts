// Two different people for what must not be one person's doing: an act is proposed, and another person signs it.
import { ApprovalRefused } from './approval-refused';
import type { AuditStore } from './audit.store';
import type { FundClock } from './fund-clock';
import { newId } from './new-id';
import { ANOTHER_PERSON, type ApprovalAct, MAY_SIGN, PEOPLE_FOR_TWO_SIGNATURES, SIGNATORIES } from './signatories';
import { tenantScope } from './tenant-scope';
import type { Row, TenantTransaction } from './tenant-transaction';

/** An act to propose; the payload holds ids, amounts in cents, days and months only, never a name. */
export interface Proposal {
  readonly act: ApprovalAct;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly reason: string;
  /** It cannot be called back: wherever a second person may sign, that person signs first, whatever the fund relaxed. */
  readonly bothFirst?: boolean;
}

/** What was proposed, for the use case that carries it out. */
export interface Approved {
  readonly subjectId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** Which proposal, and the act that it must be of. */
export interface Which {
  readonly approvalId: string;
  readonly act: ApprovalAct;
}

interface Awaiting extends Approved {
  readonly proposedBy: string | null;
}

/** What the store stands on. */
export interface ApprovalGround {
  readonly transaction: TenantTransaction;
  readonly clock: FundClock;
  readonly audit: AuditStore;
}

/** The approvals of the fund in scope. Everything here happens in the open transaction. */
export class ApprovalStore {
  constructor(private readonly on: ApprovalGround) {}

  /**
   * Proposes an act. `granted` says that it may be carried out at once: the fund, of fewer than three people, relaxed the
   * rule (with `bothFirst`: has one person only), or it is the set-up of a demonstration; the record of acts then says
   * `relaxed: true`.
   */
  async propose(proposal: Proposal): Promise<{ approvalId: string; granted: boolean }> {
    const { act, subjectKind, subjectId, payload, reason, bothFirst = false } = proposal;
    const { actor } = tenantScope();
    const granted =
      actor.kind === 'setup' || (await this.isRelaxed(bothFirst ? ANOTHER_PERSON : PEOPLE_FOR_TWO_SIGNATURES));
    const approvalId = newId();
    await this.query(
      `insert into tenancy.approval (tenant_id, approval_id, act, subject_kind, subject_id, payload, reason, proposed_by,
         proposed_at, state, decided_by, decided_at, relaxed)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $10 then 'confirmed' else 'awaiting' end,
         case when $10 then $8::uuid end, case when $10 then $9::timestamptz end, $10)`,
      [
        approvalId,
        act,
        subjectKind,
        subjectId,
        JSON.stringify(payload),
        reason,
        actor.id,
        await this.on.clock.now(),
        granted,
      ],
    );
    await this.remember('proposed', approvalId, { act, ...(granted ? { relaxed: true } : {}) });
    return { approvalId, granted };
  }

  /**
   * Signs a proposal as the actor in scope; of two who sign at once one comes too late.
   * @throws ApprovalRefused `approval-unknown`, `approval-already-decided`, `approval-needs-another-person`,
   *   `approval-proposer-gone`
   */
  async confirm({ approvalId, act }: Which): Promise<Approved> {
    const { proposedBy, ...approved } = await this.lock({ approvalId, act });
    const signer = tenantScope().actor.id;
    if (signer === null || signer === proposedBy || !(await this.maySign(signer))) {
      throw new ApprovalRefused('approval-needs-another-person');
    }
    // Who lost the right to propose it must not see it done after all.
    if (proposedBy === null || !(await this.maySign(proposedBy))) throw new ApprovalRefused('approval-proposer-gone');
    await this.decide(approvalId, 'confirmed', null);
    await this.remember('confirmed', approvalId, { act, proposedBy });
    return approved;
  }

  /**
   * Refuses a proposal; by the one who made it: withdraws it.
   * @throws ApprovalRefused `approval-unknown`, `approval-already-decided`
   */
  async refuse({ approvalId, act, reason }: Which & { reason: string }): Promise<Approved> {
    const { proposedBy, ...approved } = await this.lock({ approvalId, act });
    const own = proposedBy === tenantScope().actor.id;
    await this.decide(approvalId, own ? 'withdrawn' : 'refused', reason);
    await this.remember(own ? 'withdrawn' : 'refused', approvalId, { act, proposedBy });
    return approved;
  }

  /** Whether something that this person proposed waits for its second signature. */
  async awaits(identityId: string): Promise<boolean> {
    const rows = await this.query(
      `select 1 from tenancy.approval where tenant_id = $1 and state = 'awaiting' and proposed_by = $2 limit 1`,
      [identityId],
    );
    return rows.length > 0;
  }

  /**
   * Lets one signature be enough, as long as the fund has fewer than three people who may sign. Twice is once.
   * @throws ApprovalRefused `approval-not-relaxable`
   */
  async relax(reason: string): Promise<void> {
    await this.on.transaction.lock('signatories');
    const people = await this.signatories();
    if (people >= PEOPLE_FOR_TWO_SIGNATURES) throw new ApprovalRefused('approval-not-relaxable', { people });
    await this.query(
      `insert into tenancy.approval_relaxation (tenant_id, relaxation_id, reason, relaxed_by, relaxed_at)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [newId(), reason, tenantScope().actor.id, await this.on.clock.now()],
    );
  }

  /** Asks for two signatures again. @throws ApprovalRefused `approval-not-relaxed` when they are asked for already */
  async tighten(): Promise<void> {
    const ended = await this.query(
      `update tenancy.approval_relaxation set ended_by = $2, ended_at = $3
       where tenant_id = $1 and ended_at is null returning relaxation_id`,
      [tenantScope().actor.id, await this.on.clock.now()],
    );
    if (ended.length === 0) throw new ApprovalRefused('approval-not-relaxed');
  }

  /** Whether one signature is enough by now: the fund, of fewer people who may sign than so many, relaxed the rule. */
  async isRelaxed(people = PEOPLE_FOR_TWO_SIGNATURES): Promise<boolean> {
    const rows = await this.query(
      `select 1 from tenancy.approval_relaxation
       where tenant_id = $1 and ended_at is null and ${SIGNATORIES} < $2`,
      [people],
    );
    return rows.length > 0;
  }

  private async lock({ approvalId, act }: Which): Promise<Awaiting> {
    const [row] = await this.query(
      `select subject_id, payload, reason, proposed_by, state from tenancy.approval
       where tenant_id = $1 and approval_id = $2 and act = $3 for update`,
      [approvalId, act],
    );
    if (!row) throw new ApprovalRefused('approval-unknown');
    if (row['state'] !== 'awaiting') {
      throw new ApprovalRefused('approval-already-decided', { state: String(row['state']) });
    }
    return {
      subjectId: (row['subject_id'] as string | null) ?? null,
      payload: row['payload'] as Approved['payload'],
      reason: String(row['reason']),
      proposedBy: (row['proposed_by'] as string | null) ?? null,
    };
  }

  private async decide(approvalId: string, state: string, reason: string | null): Promise<void> {
    await this.query(
      `update tenancy.approval set state = $3, decided_by = $4, decided_at = $5, decision_reason = $6
       where tenant_id = $1 and approval_id = $2`,
      [approvalId, state, tenantScope().actor.id, await this.on.clock.now(), reason],
    );
  }

  private async maySign(identityId: string): Promise<boolean> {
    const rows = await this.query(
      `select 1 from tenancy.role_grant
       where tenant_id = $1 and identity_id = $2 and ${MAY_SIGN} limit 1`,
      [identityId],
    );
    return rows.length > 0;
  }

  private async signatories(): Promise<number> {
    const [row] = await this.query(`select ${SIGNATORIES}::integer as people`);
    return Number(row?.['people']);
  }

  private remember(what: string, approvalId: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.on.audit.write({
      action: `approval.${what}`,
      subjectKind: 'approval',
      subjectId: approvalId,
      facts,
    });
  }

  private query(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.on.transaction.query(sql, [this.on.transaction.tenantId, ...values]);
  }
}
