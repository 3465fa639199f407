// Volunteers for screens: who stands, how many of each class, who may be asked again. Reads only.
import { SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { Criterion } from '../draws/terms';
import type { Answers } from './charter';
import type { VolunteerState } from './volunteer';

/** A volunteer in a list. What was emptied after the term is null. */
export interface VolunteerView {
  readonly volunteerId: string;
  readonly volunteerNo: number;
  readonly personId: string | null;
  readonly name: string | null;
  readonly channel: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly cameBy: string;
  readonly state: VolunteerState;
  readonly stateReason: string | null;
  readonly consentedAt: string;
  readonly askedAgain: boolean;
  readonly answers: Answers | null;
}

/** How many stand for a class, and how many the charter wants of it. */
export interface ClassTally {
  readonly criterion: string;
  readonly criterionLabel: string;
  readonly key: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly standing: number;
}

const VIEW = `v.volunteer_id as "volunteerId", v.volunteer_no as "volunteerNo", v.person_id as "personId", v.name, v.channel,
  v.email, v.phone, v.came_by as "cameBy", v.state, v.state_reason as "stateReason", v.consented_at as "consentedAt",
  v.asked_again_at is not null as "askedAgain", v.answers_sealed as answers`;

const SITS = `exists (select 1 from council.seat s where s.tenant_id = $1 and s.volunteer_id = v.volunteer_id
  and s.state = 'held' and s.until_on >= $2)`;

/** Whose time is over: no draw that they stood for needs their criteria, they sit no more, and stand for none to come. */
const NEEDLESS = `v.blanked_at is null and not ${SITS} and not exists (
    select 1 from draws.draw_entry e join draws.draw d on d.tenant_id = $1 and d.draw_id = e.draw_id
    where e.tenant_id = $1 and e.subject_id = v.volunteer_id and (d.blank_on is null or d.blank_on > $2))
  and (v.state <> 'standing' or exists (
    select 1 from draws.draw_entry e where e.tenant_id = $1 and e.subject_id = v.volunteer_id))`;

/** Reads the volunteers of the fund in scope. */
@Injectable()
export class VolunteersQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** Volunteers in the order in which they came, of one state where it is named; `after` is the last one seen. */
  async volunteers(state: VolunteerState | null, page: PageRequest): Promise<VolunteerView[]> {
    const rows = await this.transaction.query(
      `select ${VIEW} from council.volunteer v where v.tenant_id = $1 and ($2::text is null or v.state = $2)
         and ($3::uuid is null or v.volunteer_id > $3) order by v.volunteer_id limit $4`,
      [this.transaction.tenantId, state, page.after, page.limit],
    );
    return rows.map((row) => this.viewOf(row));
  }

  /** Those who stand and do not sit on a day: who may be asked again when too few came, or seats fall free. */
  async mayBeAskedAgain(today: Day, page: PageRequest): Promise<VolunteerView[]> {
    const rows = await this.transaction.query(
      `select ${VIEW} from council.volunteer v where v.tenant_id = $1 and v.state = 'standing' and not ${SITS}
         and ($3::uuid is null or v.volunteer_id > $3) order by v.volunteer_id limit $4`,
      [this.transaction.tenantId, today.toString(), page.after, page.limit],
    );
    return rows.map((row) => this.viewOf(row));
  }

  /** How many stand for each class of some criteria. */
  async tally(criteria: readonly Criterion[]): Promise<ClassTally[]> {
    const rows = await this.transaction.query(
      `select volunteer_id as "volunteerId", answers_sealed as answers from council.volunteer
       where tenant_id = $1 and state = 'standing' and answers_sealed is not null`,
      [this.transaction.tenantId],
    );
    const standing = rows.map((row) => this.answersOf(row));
    return criteria.flatMap(({ key: criterion, label: criterionLabel, classes }) =>
      classes.map(({ key, label, min, max }) => ({
        criterion,
        criterionLabel,
        key,
        label,
        min,
        max,
        standing: standing.filter((answers) => answers?.[criterion] === key).length,
      })),
    );
  }

  /** Those whose personal criteria nobody needs any more on a day. */
  async toForget(today: Day): Promise<string[]> {
    const rows = await this.transaction.query(
      `select v.volunteer_id from council.volunteer v where v.tenant_id = $1 and ${NEEDLESS} order by v.volunteer_id`,
      [this.transaction.tenantId, today.toString()],
    );
    return rows.map((row) => String(row['volunteer_id']));
  }

  private viewOf(row: Record<string, unknown>): VolunteerView {
    return {
      ...(row as unknown as VolunteerView),
      consentedAt: instantText(row['consentedAt']),
      answers: this.answersOf(row),
    };
  }

  private answersOf(row: Record<string, unknown>): Answers | null {
    if (row['answers'] === null) return null;
    const place = { table: 'council.volunteer', column: 'answers_sealed', rowId: String(row['volunteerId']) };
    return JSON.parse(this.sealed.open(String(row['answers']), place)) as Answers;
  }
}
