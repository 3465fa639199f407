// What is to be told to whom and how, for screens and sheets. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { Channel } from './notice-sheet';
import { type NoticeFacts, wordingOf } from './notice-wording';

/** A notice as it is read and told: in words, with who it is for and how they are reached. */
export interface NoticeView {
  readonly noticeId: string;
  readonly noticeNo: number;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly aboutMoney: boolean;
  readonly accountUnitId: string;
  readonly label: string;
  readonly personId: string | null;
  readonly name: string;
  readonly channel: Channel;
  readonly phone: string | null;
  readonly email: string | null;
  readonly writtenAt: string;
  readonly state: 'to-tell' | 'told' | 'withdrawn';
  readonly toldOn: string | null;
  readonly deadlineOn: string | null;
  readonly tries: number;
  readonly lastNote: string | null;
}

/** Which notices are wanted. */
export interface NoticesWanted {
  readonly channel: Channel | null;
  readonly state: NoticeView['state'];
}

// Who is told: the person named, or whoever has been longest in the unit and is still there; when all have gone, the
// one who went last.
const TO_WHOM = `left join lateral (
  select p.person_id, p.name, p.channel, p.phone, p.email from members.unit_person x
  join members.person p on p.tenant_id = x.tenant_id and p.person_id = x.person_id
  where x.tenant_id = n.tenant_id
    and (p.person_id = n.person_id or n.person_id is null and x.account_unit_id = n.account_unit_id)
  order by coalesce(x.until_on, 'infinity') desc, x.from_on, x.person_id limit 1) w on true`;
const CHANNEL_OF = `coalesce(w.channel, 'counter')`;

/** Reads the notices of the fund in scope. */
@Injectable()
export class NoticesQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Notices of a state and channel, oldest first; `after` is the last id seen. */
  async list({ channel, state }: NoticesWanted, page: PageRequest): Promise<NoticeView[]> {
    const rows = await this.transaction.query(
      `select n.*, n.told_on::text as told, n.deadline_on::text as deadline, w.person_id as to_whom, w.name,
         ${CHANNEL_OF} as channel, w.phone, w.email, coalesce(u.label, '') as label, t.tries, t.last_note
       from tenancy.notice n
       left join members.account_unit u on u.tenant_id = n.tenant_id and u.account_unit_id = n.account_unit_id
       ${TO_WHOM}
       left join lateral (
         select count(*)::int as tries, (array_agg(t.note order by t.try_id desc))[1] as last_note
         from tenancy.notice_try t where t.tenant_id = n.tenant_id and t.notice_id = n.notice_id) t on true
       where n.tenant_id = $1 and n.state = $2 and ($3::text is null or ${CHANNEL_OF} = $3)
         and ($4::uuid is null or n.notice_id > $4)
       order by n.notice_id limit $5`,
      [this.transaction.tenantId, state, channel, page.after, page.limit],
    );
    return rows.map(viewOf);
  }
}

function viewOf(row: Record<string, unknown>): NoticeView {
  const text = (name: string): string | null => (row[name] as string | null) ?? null;
  const kind = String(row['kind']);
  return {
    noticeId: String(row['notice_id']),
    noticeNo: Number(row['notice_no']),
    kind,
    ...wordingOf(kind, row['facts'] as NoticeFacts),
    accountUnitId: String(row['account_unit_id']),
    label: String(row['label']),
    personId: text('to_whom'),
    name: text('name') ?? String(row['label']),
    channel: row['channel'] as Channel,
    phone: text('phone'),
    email: text('email'),
    writtenAt: instantText(row['written_at']),
    state: row['state'] as NoticeView['state'],
    toldOn: text('told'),
    deadlineOn: text('deadline'),
    tries: Number(row['tries']),
    lastNote: text('last_note'),
  };
}
