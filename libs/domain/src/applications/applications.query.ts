// Applications for screens: the list, one with what speaks for and against it, and what an applicant may read.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';
import type { ApplicationState } from './application';

/** An application in a list; what is of the person is null once it was erased. Days are ISO texts. */
export interface ApplicationView {
  readonly applicationId: string;
  readonly number: number;
  readonly receipt: string;
  readonly state: ApplicationState;
  readonly cameBy: 'form' | 'by-hand';
  readonly receivedOn: string;
  readonly name: string | null;
  readonly commune: string | null;
  readonly area: string | null;
  readonly incomeBand: string | null;
  readonly waitingSince: string | null;
  readonly invitedOn: string | null;
  readonly toldOn: string | null;
  readonly answerBy: string | null;
  readonly reason: string | null;
  readonly channel: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly postalAddress: string | null;
}

/** One application with all there is to decide on. */
export interface ApplicationDetail extends ApplicationView {
  readonly persons: readonly { readonly bornIn: string | null; readonly sharePercent: number }[];
  readonly metOn: string | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly accountUnitId: string | null;
  /** Numbers of other applications under the same name: perhaps the same form sent twice. */
  readonly sameName: readonly number[];
  readonly decisions: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: string | null;
    readonly innerNote: string | null;
    readonly decidedAt: string;
  }[];
}

const STATE = `case when exists (select 1 from members.account_unit u where u.tenant_id = a.tenant_id
  and u.application_id = a.application_id) then 'admitted' else a.state end`;

const COLUMNS = `a.application_id as "applicationId", a.number, a.receipt, ${STATE} as state, a.came_by as "cameBy",
  a.received_on::text as "receivedOn", p.name, p.commune, a.area, a.income_band as "incomeBand",
  a.waiting_since::text as "waitingSince", a.invited_on::text as "invitedOn", a.told_on::text as "toldOn",
  a.answer_by::text as "answerBy", a.reason, p.channel, p.email, p.phone, p.postal_address as "postalAddress"`;

const FROM = `applications.application a
  left join applications.applicant p on p.tenant_id = a.tenant_id and p.application_id = a.application_id`;

/** Reads the applications of the fund in scope. */
@Injectable()
export class ApplicationsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Applications by id, of one state or of all; `after` is the last id seen. */
  async list(state: ApplicationState | null, page: PageRequest): Promise<ApplicationView[]> {
    const rows = await this.transaction.query(
      `select ${COLUMNS} from ${FROM}
       where a.tenant_id = $1 and ($2::text is null or ${STATE} = $2) and ($3::uuid is null or a.application_id > $3)
       order by a.application_id limit $4`,
      [this.transaction.tenantId, state, page.after, page.limit],
    );
    return rows as unknown as ApplicationView[];
  }

  /** One application; null when the fund has no such one. */
  async one(applicationId: string): Promise<ApplicationDetail | null> {
    const [row] = await this.transaction.query(
      `select ${COLUMNS}, coalesce(p.persons, '[]') as persons, p.met_on::text as "metOn",
         coalesce(p.answers, '{}') as answers,
         (select u.account_unit_id from members.account_unit u
          where u.tenant_id = $1 and u.application_id = a.application_id) as "accountUnitId",
         (select coalesce(json_agg(b.number order by b.number), '[]') from applications.application b
          join applications.applicant q on q.tenant_id = $1 and q.application_id = b.application_id
          where b.tenant_id = $1 and b.application_id <> a.application_id
            and lower(q.name) = lower(p.name)) as "sameName",
         (select coalesce(json_agg(json_build_object('from', d.from_state, 'to', d.to_state, 'reason', d.reason,
            'innerNote', d.inner_note, 'decidedAt', d.decided_at) order by d.decision_id), '[]')
          from applications.decision d where d.tenant_id = $1 and d.application_id = a.application_id) as decisions
       from ${FROM} where a.tenant_id = $1 and a.application_id = $2`,
      [this.transaction.tenantId, applicationId],
    );
    return row ? (row as unknown as ApplicationDetail) : null;
  }

  /** Those who were invited and whom nobody has told yet: the list to print, or to call from. */
  async toTell(page: PageRequest): Promise<ApplicationView[]> {
    const rows = await this.transaction.query(
      `select ${COLUMNS} from ${FROM}
       where a.tenant_id = $1 and ${STATE} = 'invited' and a.told_on is null
         and ($2::uuid is null or a.application_id > $2)
       order by a.application_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as ApplicationView[];
  }

  /** The application of a receipt; null when there is none. */
  async ofReceipt(receipt: string): Promise<ApplicationView | null> {
    const [row] = await this.transaction.query(
      `select ${COLUMNS} from ${FROM} where a.tenant_id = $1 and a.receipt = $2`,
      [this.transaction.tenantId, receipt],
    );
    return row ? (row as unknown as ApplicationView) : null;
  }
}
