// Writes applications, what is decided of them, and the waves. The person behind one is kept apart.
import { newId, tenantScope, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { receiptFrom } from '../kernel/receipt';
import type { ApplicationState, StoredState } from './application';
import type { ApplicationForm } from './application-form';

/** An application about to be kept. `print` is the whole form as text: its hash tells two forms of one key apart. */
export interface NewApplication {
  readonly form: ApplicationForm;
  readonly formKey: string;
  readonly print: string;
  readonly cameBy: 'form' | 'by-hand';
  readonly receivedOn: string;
  readonly enteredAt: string;
}

/** The application that a key stands for. */
export interface KeptForm {
  readonly applicationId: string;
  readonly number: number;
  readonly receipt: string;
  /** Whether it was made with the same form. */
  readonly same: boolean;
}

/** An application that is being decided of. Days are ISO texts. */
export interface LockedApplication {
  readonly applicationId: string;
  readonly state: ApplicationState;
  readonly receivedOn: string;
  readonly invitedOn: string | null;
  readonly toldOn: string | null;
  readonly answerBy: string | null;
  readonly answerDays: number | null;
  readonly incomeBand: string | null;
  readonly area: string | null;
}

/** A step of an application, with what it sets beside the state. */
export interface Step {
  readonly applicationId: string;
  readonly from: ApplicationState;
  readonly to: StoredState;
  /** Which the applicant may read; null: none. */
  readonly reason: string | null;
  readonly innerNote: string | null;
  readonly at: string;
}

/** The applications of the fund in scope, for writing. */
@Injectable()
export class ApplicationsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Keeps every other decision about places out until the transaction ends: no place is given twice. */
  async lockPlaces(): Promise<void> {
    await this.transaction.lock('admissions');
  }

  /** The application that was made with a key; the same key is waited for. */
  async ofKey(formKey: string, print: string): Promise<KeptForm | null> {
    await this.transaction.lock('application-number');
    const [row] = await this.transaction.query(
      `select application_id as "applicationId", number, receipt, form_print = encode(sha256(convert_to($3::text, 'UTF8')), 'hex') as same
       from applications.application where tenant_id = $1 and form_key = $2`,
      [this.transaction.tenantId, formKey, print],
    );
    return row ? (row as unknown as KeptForm) : null;
  }

  /** Keeps an application and the person behind it, after `ofKey` found none. */
  async add({ form, ...application }: NewApplication): Promise<KeptForm> {
    const applicationId = newId();
    const [row] = await this.transaction.query(
      `insert into applications.application (tenant_id, application_id, number, receipt, form_key, form_print, came_by,
         received_on, entered_at, state, income_band, area)
       select $1, $2, coalesce(max(a.number), 0) + 1, $3, $4, encode(sha256(convert_to($5::text, 'UTF8')), 'hex'), $6, $7, $8, 'received', $9, $10
       from applications.application a where a.tenant_id = $1
       returning application_id as "applicationId", number, receipt, true as same`,
      [
        this.transaction.tenantId,
        applicationId,
        receiptFrom(newId(), newId()),
        application.formKey,
        application.print,
        application.cameBy,
        application.receivedOn,
        application.enteredAt,
        form.incomeBand,
        form.area,
      ],
    );
    const persons = form.persons.map(({ bornIn, sharePercent }) => ({
      bornIn: bornIn?.toString() ?? null,
      sharePercent,
    }));
    await this.transaction.query(
      `insert into applications.applicant (tenant_id, application_id, name, commune, persons, met_on, answers, channel,
         email, phone, postal_address)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        this.transaction.tenantId,
        applicationId,
        form.name,
        form.commune,
        JSON.stringify(persons),
        form.metOn,
        JSON.stringify(form.answers),
        form.channel,
        form.email,
        form.phone,
        form.postalAddress,
      ],
    );
    return row as unknown as KeptForm;
  }

  /** Locks applications until the transaction ends; those that the fund does not have are left out. */
  async lock(applicationIds: readonly string[]): Promise<LockedApplication[]> {
    const rows = await this.transaction.query(
      `select a.application_id as "applicationId", a.received_on::text as "receivedOn",
         a.invited_on::text as "invitedOn", a.told_on::text as "toldOn", a.answer_by::text as "answerBy",
         a.answer_days as "answerDays", a.income_band as "incomeBand", a.area,
         case when exists (select 1 from members.account_unit u where u.tenant_id = $1
           and u.application_id = a.application_id) then 'admitted' else a.state end as state
       from applications.application a where a.tenant_id = $1 and a.application_id = any($2::uuid[])
       order by a.application_id for update of a`,
      [this.transaction.tenantId, applicationIds],
    );
    return rows as unknown as LockedApplication[];
  }

  /** Takes applications a step further, and keeps who decided it and why. */
  async take(steps: readonly Step[]): Promise<void> {
    const { tenantId } = this.transaction;
    const actorId = tenantScope().actor.id;
    for (const { applicationId, from, to, reason, innerNote, at } of steps) {
      await this.transaction.query(
        `update applications.application set state = $3, reason = $4 where tenant_id = $1 and application_id = $2`,
        [tenantId, applicationId, to, reason],
      );
      await this.transaction.query(
        `insert into applications.decision (tenant_id, decision_id, application_id, from_state, to_state, reason,
           inner_note, actor_id, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [tenantId, newId(), applicationId, from, to, reason, innerNote, actorId, at],
      );
    }
  }

  /** Puts an application at the end of the waiting list, on a day; never before the last one who waits. */
  async putInLine(applicationId: string, since: string): Promise<void> {
    await this.transaction.query(
      `update applications.application set
         waiting_since = greatest($3::date, (select max(w.waiting_since) from applications.application w
           where w.tenant_id = $1 and w.state = 'waiting' and w.application_id <> $2)),
         waiting_no = (select coalesce(max(w.waiting_no), 0) + 1 from applications.application w where w.tenant_id = $1)
       where tenant_id = $1 and application_id = $2`,
      [this.transaction.tenantId, applicationId, since],
    );
  }

  /** Sets the date from which an application waits: it takes its place behind those of that day. */
  async moveTo(applicationId: string, since: string): Promise<void> {
    await this.transaction.query(
      `update applications.application set waiting_since = $3, waiting_no = (
         select max(w.waiting_no) + 1 from applications.application w where w.tenant_id = $1)
       where tenant_id = $1 and application_id = $2`,
      [this.transaction.tenantId, applicationId, since],
    );
  }

  /** Notes that places are offered; the deadline runs once somebody has told them. */
  async invite(applicationIds: readonly string[], invitation: { on: string; answerDays: number }): Promise<void> {
    await this.transaction.query(
      `update applications.application set invited_on = $3, answer_days = $4, told_on = null, answer_by = null
       where tenant_id = $1 and application_id = any($2::uuid[])`,
      [this.transaction.tenantId, applicationIds, invitation.on, invitation.answerDays],
    );
  }

  /** Notes on which day they were told, and until when they have. */
  async tell(applicationId: string, told: { on: string; answerBy: string }): Promise<void> {
    await this.transaction.query(
      `update applications.application set told_on = $3, answer_by = $4 where tenant_id = $1 and application_id = $2`,
      [this.transaction.tenantId, applicationId, told.on, told.answerBy],
    );
  }

  /** Opens the next wave. @returns its number */
  async openWave(wave: { area: string | null; note: string; on: string }): Promise<number> {
    const [row] = await this.transaction.query(
      `insert into applications.wave (tenant_id, wave_no, area, note, opened_on)
       select $1, coalesce(max(w.wave_no), 0) + 1, $2, $3, $4 from applications.wave w where w.tenant_id = $1
       returning wave_no`,
      [this.transaction.tenantId, wave.area, wave.note, wave.on],
    );
    return Number(row?.['wave_no']);
  }
}
