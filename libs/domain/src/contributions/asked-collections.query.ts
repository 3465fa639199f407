// What has been asked of the bank again: a new try after a failure, an instalment on its day. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { AskedCollection } from './collectors';

/** Reads what waits to be asked of the collector, in the fund in scope. */
@Injectable()
export class AskedCollectionsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /**
   * What is asked for by a day, was not tried yet, and is still owed. A new try answers the failure it was decided on
   * and no later one; an instalment takes no more than its own part, less what came in by another way meanwhile.
   */
  async waiting(today: Day, { limit }: { limit: number }): Promise<AskedCollection[]> {
    const rows = await this.transaction.query(
      `select w.asked_by as "askedBy", w.due_id as "dueId", w.most::float8 as "mostCents" from (
         select s.step_id as asked_by, s.due_id, null::bigint as most, s.taken_on as since from arrears.step s
         where s.tenant_id = $1 and s.kind = 'retry' and not exists (
           select 1 from contributions.attempt a
           where a.tenant_id = $1 and a.due_id = s.due_id and a.attempt_no > s.after_attempt_no)
         union all
         select i.instalment_id, i.due_id, least(i.amount_cents, i.through_cents - o.received_cents), i.collect_on
         from arrears.instalment i
         join arrears.agreement g on g.tenant_id = $1 and g.agreement_id = i.agreement_id
         join contributions.due o on o.tenant_id = $1 and o.due_id = i.due_id
         where i.tenant_id = $1 and g.method = 'debit' and g.ended_on is null and i.collect_on <= $2
           and o.received_cents < i.through_cents) w
       join contributions.due d on d.tenant_id = $1 and d.due_id = w.due_id
       where d.state in ('open', 'partly-paid')
         and not exists (select 1 from contributions.attempt a where a.tenant_id = $1 and a.asked_by = w.asked_by)
         and not exists (select 1 from contributions.attempt a where a.tenant_id = $1 and a.due_id = w.due_id
           and a.state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown'))
       order by w.since, w.asked_by limit $3`,
      [this.transaction.tenantId, today.toString(), limit],
    );
    return rows as unknown as AskedCollection[];
  }
}
