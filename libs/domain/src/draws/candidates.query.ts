// Who could stand for a draw now: volunteers for the council, the waiting list for an admission. Reads only.
import { SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf, monthOfDay, monthsBetween } from '../kernel/calendar';
import type { Candidate, CouncilTerms, Criterion, DrawTermsKept } from './terms';

/** Those who stand, those who go on serving, and those who were left out with the reason. */
export interface Candidates {
  readonly standing: readonly Candidate[];
  readonly serving: readonly Candidate[];
  readonly leftOut: readonly {
    readonly subjectId: string;
    readonly why: 'sits-already' | 'household-sits' | 'answers-outdated';
  }[];
}

/** The charter of the council as a draw needs it. */
export interface CharterOfDraw {
  readonly charterNo: number;
  readonly seats: number;
  readonly termMonths: number;
  readonly renewal: 'whole' | 'thirds';
  readonly onePerHousehold: boolean;
  readonly blankAfterDays: number;
  readonly criteria: readonly Criterion[];
}

/** A seat that is held on the day `$2`. */
const SITS = `s.tenant_id = $1 and s.state = 'held' and s.until_on >= $2`;

/** Reads who could be drawn in the fund in scope. */
@Injectable()
export class CandidatesQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** The charter in force; null where the fund has written none. */
  async charter(): Promise<CharterOfDraw | null> {
    const [row] = await this.transaction.query(
      `select charter_no as "charterNo", seats, term_months as "termMonths", renewal, criteria,
         one_per_household as "onePerHousehold", blank_after_days as "blankAfterDays"
       from council.charter where tenant_id = $1 order by charter_no desc limit 1`,
      [this.transaction.tenantId],
    );
    return row ? (row as unknown as CharterOfDraw) : null;
  }

  /** How many seats are taken on a day. */
  async seatsTaken(day: Day): Promise<number> {
    const [row] = await this.transaction.query(
      `select count(*)::int as count from council.seat where tenant_id = $1 and state = 'held' and until_on >= $2`,
      [this.transaction.tenantId, day.toString()],
    );
    return Number(row?.['count']);
  }

  /** Who stands for a draw under its terms, in the order in which they came. */
  of(terms: DrawTermsKept, today: Day): Promise<Candidates> {
    return terms.kind === 'council' ? this.volunteers(terms) : this.applicants(today);
  }

  private async volunteers({ criteria, onePerHousehold, termFrom }: CouncilTerms): Promise<Candidates> {
    const rows = await this.transaction.query(
      `select v.volunteer_id as "subjectId", v.volunteer_no as no, v.household_index as household, v.answers_sealed as answers,
         exists (select 1 from council.seat s where ${SITS} and s.volunteer_id = v.volunteer_id) as sits,
         exists (select 1 from council.seat s
           join council.volunteer o on o.tenant_id = $1 and o.volunteer_id = s.volunteer_id
           where ${SITS} and o.household_index = v.household_index) as "householdSits"
       from council.volunteer v where v.tenant_id = $1 and v.answers_sealed is not null and (v.state = 'standing'
         or exists (select 1 from council.seat s where ${SITS} and s.volunteer_id = v.volunteer_id))
       order by v.volunteer_no`,
      [this.transaction.tenantId, termFrom],
    );
    const standing: Candidate[] = [];
    const serving: Candidate[] = [];
    const leftOut: Candidates['leftOut'][number][] = [];
    for (const row of rows) {
      const subjectId = String(row['subjectId']);
      const classes = this.answersOf(subjectId, String(row['answers']));
      const fits = criteria.every(({ key, classes: known }) => known.some((one) => one.key === classes[key]));
      const candidate = {
        subjectId,
        subjectNo: Number(row['no']),
        household: row['household'] as string | null,
        classes,
        monthsWaited: 0,
        people: 1,
      };
      if (row['sits'] === true) serving.push(candidate);
      if (row['sits'] === true) leftOut.push({ subjectId, why: 'sits-already' });
      else if (onePerHousehold && row['householdSits'] === true) leftOut.push({ subjectId, why: 'household-sits' });
      else if (!fits) leftOut.push({ subjectId, why: 'answers-outdated' });
      else standing.push(candidate);
    }
    return { standing, serving, leftOut };
  }

  private async applicants(today: Day): Promise<Candidates> {
    const rows = await this.transaction.query(
      `select a.application_id as "subjectId", a.number as no, a.waiting_since::text as since, a.income_band as band, a.area,
         coalesce(jsonb_array_length(p.persons), 1) as people
       from applications.application a
       left join applications.applicant p on p.tenant_id = $1 and p.application_id = a.application_id
       where a.tenant_id = $1 and a.state = 'waiting' order by a.waiting_since, a.waiting_no`,
      [this.transaction.tenantId],
    );
    const month = monthOfDay(today);
    const standing = rows.map((row) => ({
      subjectId: String(row['subjectId']),
      subjectNo: Number(row['no']),
      household: null,
      classes: {
        ...(typeof row['band'] === 'string' ? { 'income-band': row['band'] } : {}),
        ...(typeof row['area'] === 'string' ? { area: row['area'] } : {}),
      },
      monthsWaited: Math.max(0, monthsBetween(monthOfDay(dayOf(String(row['since']))), month)),
      people: Math.max(1, Number(row['people'])),
    }));
    return { standing, serving: [], leftOut: [] };
  }

  private answersOf(volunteerId: string, sealed: string): Readonly<Record<string, string>> {
    const place = { table: 'council.volunteer', column: 'answers_sealed', rowId: volunteerId };
    return JSON.parse(this.sealed.open(sealed, place)) as Record<string, string>;
  }
}
