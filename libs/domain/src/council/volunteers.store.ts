// Writes who is ready to sit in the council. Criteria are sealed; the address stays as a digest only.
import { newId, SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { receiptFrom } from '../kernel/receipt';
import type { Answers } from './charter';
import type { VolunteerForm, VolunteerState } from './volunteer';

/** A volunteer about to be kept. `print` is the whole form as text: its hash tells two forms of one key apart. */
export interface NewVolunteer {
  readonly form: VolunteerForm;
  readonly formKey: string;
  readonly print: string;
  readonly cameBy: 'form' | 'by-hand';
  readonly charterNo: number;
  readonly at: string;
}

/** The volunteer that a key stands for. */
export interface KeptVolunteer {
  readonly volunteerId: string;
  readonly volunteerNo: number;
  readonly receipt: string;
  /** Whether it was made with the same form. */
  readonly same: boolean;
}

/** A volunteer that is being decided of. */
export interface LockedVolunteer {
  readonly volunteerId: string;
  readonly state: VolunteerState;
}

const KEPT = `volunteer_id as "volunteerId", volunteer_no as "volunteerNo", receipt`;
const HASH = `encode(sha256(convert_to($3::text, 'UTF8')), 'hex')`;

/** The volunteers of the fund in scope, for writing. */
@Injectable()
export class VolunteersStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** The volunteer that was made with a key; the same key is waited for. */
  async ofKey(formKey: string, print: string): Promise<KeptVolunteer | null> {
    await this.transaction.lock('council-volunteer');
    const [row] = await this.transaction.query(
      `select ${KEPT}, form_print = ${HASH} as same from council.volunteer where tenant_id = $1 and form_key = $2`,
      [this.transaction.tenantId, formKey, print],
    );
    return row ? (row as unknown as KeptVolunteer) : null;
  }

  /** Whether somebody of the fund stands already. */
  async stands(personId: string): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from council.volunteer where tenant_id = $1 and person_id = $2 and state = 'standing'`,
      [this.transaction.tenantId, personId],
    );
    return rows.length > 0;
  }

  /** Keeps a volunteer, after `ofKey` found none. */
  async add({ form, formKey, print, cameBy, charterNo, at }: NewVolunteer): Promise<KeptVolunteer> {
    const volunteerId = newId();
    const address =
      form.household &&
      form.household
        .normalize('NFKD')
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, ' ')
        .trim();
    const [row] = await this.transaction.query(
      `insert into council.volunteer (tenant_id, volunteer_id, volunteer_no, receipt, form_key, form_print, came_by, person_id,
         name, channel, email, phone, charter_no, answers_sealed, household_index, consented_at, state, recorded_at)
       select $1, $2, coalesce(max(v.volunteer_no), 0) + 1, $4, $5, ${HASH}, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
         'standing', $15
       from council.volunteer v where v.tenant_id = $1 returning ${KEPT}, true as same`,
      [
        this.transaction.tenantId,
        volunteerId,
        print,
        receiptFrom(newId(), newId()),
        formKey,
        cameBy,
        form.personId,
        form.name,
        form.channel,
        form.email,
        form.phone,
        charterNo,
        this.sealed.seal(JSON.stringify(form.answers satisfies Answers), {
          table: 'council.volunteer',
          column: 'answers_sealed',
          rowId: volunteerId,
        }),
        address ? this.sealed.blindIndex('household', address) : null,
        at,
      ],
    );
    return row as unknown as KeptVolunteer;
  }

  /** Locks a volunteer; null when the fund has none such. */
  async lock(volunteerId: string): Promise<LockedVolunteer | null> {
    const [row] = await this.transaction.query(
      `select volunteer_id as "volunteerId", state from council.volunteer
       where tenant_id = $1 and volunteer_id = $2 for update`,
      [this.transaction.tenantId, volunteerId],
    );
    return row ? (row as unknown as LockedVolunteer) : null;
  }

  /** Says that somebody stands no more, or again. */
  async become(volunteerId: string, state: VolunteerState, reason: string): Promise<void> {
    await this.transaction.query(
      `update council.volunteer set state = $3, state_reason = $4 where tenant_id = $1 and volunteer_id = $2`,
      [this.transaction.tenantId, volunteerId, state, reason],
    );
  }

  /** Notes that the second-round call reached for people. @returns how many for the first time */
  async askAgain(volunteerIds: readonly string[], at: string): Promise<number> {
    const rows = await this.transaction.query(
      `update council.volunteer set asked_again_at = $3
       where tenant_id = $1 and volunteer_id = any($2::uuid[]) and asked_again_at is null returning volunteer_id`,
      [this.transaction.tenantId, volunteerIds, at],
    );
    return rows.length;
  }

  /** Empties what is personal of those whose time is over; who they were in a record stays a code. @returns how many */
  async blank(volunteerIds: readonly string[], at: string): Promise<number> {
    const rows = await this.transaction.query(
      `update council.volunteer set answers_sealed = null, household_index = null, name = null, email = null, phone = null,
         channel = null, blanked_at = $3,
         state = case when state = 'standing' then 'withdrawn' else state end,
         state_reason = case when state = 'standing' then 'Données effacées après le mandat' else state_reason end
       where tenant_id = $1 and volunteer_id = any($2::uuid[]) and blanked_at is null returning volunteer_id`,
      [this.transaction.tenantId, volunteerIds, at],
    );
    return rows.length;
  }
}
