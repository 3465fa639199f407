// What is to be told to people: written by whoever has something to say, told later by somebody, through the person's
// own channel. Facts hold ids, amounts and dates; the words are the notices room's.
import type { FundClock } from './fund-clock';
import { newId } from './new-id';
import { tenantScope } from './tenant-scope';
import type { TenantTransaction } from './tenant-transaction';

/** Something to tell; `key` is unique in the fund, so that writing it again changes nothing. */
export interface NoticeToWrite {
  readonly key: string;
  readonly kind: string;
  readonly accountUnitId: string;
  /** Who is told; none: the person who has been longest in the unit. */
  readonly personId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Days that the person has from the day on which they were told; none: there is no deadline. */
  readonly deadlineDays: number | null;
}

/** Where a notice stands; days are ISO texts. */
export interface NoticeStanding {
  readonly noticeId: string;
  readonly noticeNo: number;
  readonly key: string;
  readonly state: 'to-tell' | 'told' | 'withdrawn';
  readonly deadlineDays: number | null;
  readonly writtenAt: string;
  readonly toldOn: string | null;
  readonly deadlineOn: string | null;
  /** How often somebody tried, whether or not the person was reached. */
  readonly tries: number;
}

/** One try to tell somebody: on which day, by which channel, with what note. */
export interface NoticeTry {
  readonly noticeId: string;
  readonly outcome: 'told' | 'not-reached';
  readonly channel: string;
  readonly note: string | null;
  readonly on: string;
  readonly deadlineOn: string | null;
}

const STANDING = `n.notice_id, n.notice_no, n.key, n.state, n.deadline_days, n.written_at, n.told_on::text,
  n.deadline_on::text, (select count(*)::int from tenancy.notice_try t
    where t.tenant_id = n.tenant_id and t.notice_id = n.notice_id) as tries`;

/** The notices of the fund in scope, for any use case that has something to tell. */
export class NoticeStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
  ) {}

  /** Writes what is to be told, numbered in order; a key that was written before stays as it was. @returns how many are new */
  async write(notices: readonly NoticeToWrite[]): Promise<number> {
    if (notices.length === 0) return 0;
    await this.transaction.lock('notice-number');
    const rows = await this.transaction.query(
      `insert into tenancy.notice (tenant_id, notice_id, notice_no, key, kind, account_unit_id, person_id, facts,
         deadline_days, written_at, state)
       select $1, u.id, row_number() over (order by u.place)
           + (select coalesce(max(m.notice_no), 0) from tenancy.notice m where m.tenant_id = $1),
         u.key, u.kind, u.unit, u.person, u.facts, u.days, $2, 'to-tell'
       from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::jsonb[], $9::smallint[])
         with ordinality as u(id, key, kind, unit, person, facts, days, place)
       where not exists (select 1 from tenancy.notice k where k.tenant_id = $1 and k.key = u.key)
       on conflict do nothing returning notice_id`,
      [
        this.transaction.tenantId,
        await this.clock.now(),
        notices.map(newId),
        notices.map(({ key }) => key),
        notices.map(({ kind }) => kind),
        notices.map(({ accountUnitId }) => accountUnitId),
        notices.map(({ personId }) => personId),
        notices.map(({ facts }) => JSON.stringify(facts)),
        notices.map(({ deadlineDays }) => deadlineDays),
      ],
    );
    return rows.length;
  }

  /** Takes back what nobody told yet and is no longer so; what was told stays told. */
  async withdraw(keys: readonly string[]): Promise<void> {
    await this.transaction.query(
      `update tenancy.notice set state = 'withdrawn' where tenant_id = $1 and key = any($2::text[]) and state = 'to-tell'`,
      [this.transaction.tenantId, keys],
    );
  }

  /** Where notices stand, by key; keys that were never written are left out. A deadline is there once it was told. */
  async standing(keys: readonly string[]): Promise<ReadonlyMap<string, NoticeStanding>> {
    const rows = await this.transaction.query(
      `select ${STANDING} from tenancy.notice n where n.tenant_id = $1 and n.key = any($2::text[])`,
      [this.transaction.tenantId, keys],
    );
    return new Map(rows.map((row) => [String(row['key']), standingOf(row)]));
  }

  /** Locks one notice, by its id or by the number on the sheet; null when the fund has none such. */
  async lock(which: { readonly noticeId: string } | { readonly noticeNo: number }): Promise<NoticeStanding | null> {
    const [id, no] = 'noticeId' in which ? [which.noticeId, null] : [null, which.noticeNo];
    const [row] = await this.transaction.query(
      `select ${STANDING} from tenancy.notice n
       where n.tenant_id = $1 and (n.notice_id = $2 or n.notice_no = $3) for update of n`,
      [this.transaction.tenantId, id, no],
    );
    return row ? standingOf(row) : null;
  }

  /** Keeps a try, by the actor in scope; once told, the notice's deadline runs. */
  async keepTry(attempt: NoticeTry): Promise<void> {
    const { actor } = tenantScope();
    await this.transaction.query(
      `insert into tenancy.notice_try (tenant_id, try_id, notice_id, outcome, channel, note, tried_on, actor_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.transaction.tenantId,
        newId(),
        attempt.noticeId,
        attempt.outcome,
        attempt.channel,
        attempt.note,
        attempt.on,
        actor.id,
        await this.clock.now(),
      ],
    );
    if (attempt.outcome !== 'told') return;
    await this.transaction.query(
      `update tenancy.notice set state = 'told', told_on = $3, deadline_on = $4 where tenant_id = $1 and notice_id = $2`,
      [this.transaction.tenantId, attempt.noticeId, attempt.on, attempt.deadlineOn],
    );
  }
}

function standingOf(row: Record<string, unknown>): NoticeStanding {
  return {
    noticeId: String(row['notice_id']),
    noticeNo: Number(row['notice_no']),
    key: String(row['key']),
    state: row['state'] as NoticeStanding['state'],
    deadlineDays: row['deadline_days'] === null ? null : Number(row['deadline_days']),
    writtenAt: (row['written_at'] as Date).toISOString(),
    toldOn: (row['told_on'] as string | null) ?? null,
    deadlineOn: (row['deadline_on'] as string | null) ?? null,
    tries: Number(row['tries']),
  };
}
