// Payers and their agreements for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';

/** A payer in a list; amounts in cents. */
export interface PayerView {
  readonly payerId: string;
  readonly name: string;
  readonly kind: string;
  readonly moneySource: string;
  readonly contact: string | null;
  readonly address: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly callDay: number;
  readonly daysToPay: number;
  readonly reference: string | null;
  /** The cap it was given last, which may begin with the next month; null: no limit. */
  readonly monthlyCapCents: number | null;
  readonly lastMonth: string | null;
  /** What was opened of it and is not received, called or not yet. */
  readonly owedCents: number;
}

/** An agreement in a list: which part of whose due. `label` names the person it is for, or the unit. */
export interface AgreementView {
  readonly agreementId: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly shareMode: string;
  readonly basisPoints: number | null;
  readonly amountCents: number | null;
  readonly unitCapCents: number | null;
  readonly rank: number;
  readonly fromMonth: string;
  readonly untilMonth: string | null;
  readonly reference: string | null;
}

/** A payer that stands for a unit, as its members see it. */
export interface StandingView extends Omit<AgreementView, 'label' | 'accountUnitId' | 'reference'> {
  readonly payerId: string;
  readonly payerName: string;
}

const TERMS = `a.agreement_id as "agreementId", a.share_mode as "shareMode", a.share_basis_points as "basisPoints",
  a.share_cents::float8 as "amountCents", a.unit_cap_cents::float8 as "unitCapCents", a.rank,
  left(a.from_month::text, 7) as "fromMonth", left(a.until_month::text, 7) as "untilMonth"`;

/** Reads the payers of the fund in scope. */
@Injectable()
export class PayersQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Payers by id, one alone where it is named; `after` is the last one seen. */
  async payers(payerId: string | null, page: PageRequest): Promise<PayerView[]> {
    const rows = await this.transaction.query(
      `select p.payer_id as "payerId", p.name, p.kind, p.money_source as "moneySource", p.contact, p.address, p.email,
         p.phone, p.call_day as "callDay", p.days_to_pay as "daysToPay", p.reference,
         (select c.cap_cents::float8 from payers.monthly_cap c where c.tenant_id = $1 and c.payer_id = p.payer_id
          order by c.from_month desc, c.cap_id desc limit 1) as "monthlyCapCents",
         left(p.last_month::text, 7) as "lastMonth",
         (select coalesce(sum(d.amount_cents - d.received_cents - d.forgiven_cents), 0)::float8 from contributions.due d
          where d.tenant_id = $1 and d.payer_id = p.payer_id and d.state in ('open', 'partly-paid')) as "owedCents"
       from payers.payer p
       where p.tenant_id = $1 and ($2::uuid is null or p.payer_id = $2) and ($3::uuid is null or p.payer_id > $3)
       order by p.payer_id limit $4`,
      [this.transaction.tenantId, payerId, page.after, page.limit],
    );
    return rows as unknown as PayerView[];
  }

  /** One payer; null when the fund has no such payer. */
  async payer(payerId: string): Promise<PayerView | null> {
    const [found] = await this.payers(payerId, { after: null, limit: 1 });
    return found ?? null;
  }

  /** A payer's agreements by id; `after` is the last one seen. */
  async agreements(payerId: string, page: PageRequest): Promise<AgreementView[]> {
    const rows = await this.transaction.query(
      `select ${TERMS}, a.account_unit_id as "accountUnitId", coalesce(m.name, u.label) as label, a.reference
       from payers.agreement a
       join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = a.account_unit_id
       left join members.person m on m.tenant_id = $1 and m.person_id = a.person_id
       where a.tenant_id = $1 and a.payer_id = $2 and ($3::uuid is null or a.agreement_id > $3)
       order by a.agreement_id limit $4`,
      [this.transaction.tenantId, payerId, page.after, page.limit],
    );
    return rows as unknown as AgreementView[];
  }

  /** Who stands or stood for a unit, by agreement; `after` is the last one seen. */
  async standingFor(accountUnitId: string, page: PageRequest): Promise<StandingView[]> {
    const rows = await this.transaction.query(
      `select ${TERMS}, p.payer_id as "payerId", p.name as "payerName"
       from payers.agreement a join payers.payer p on p.tenant_id = $1 and p.payer_id = a.payer_id
       where a.tenant_id = $1 and a.account_unit_id = $2 and ($3::uuid is null or a.agreement_id > $3)
       order by a.agreement_id limit $4`,
      [this.transaction.tenantId, accountUnitId, page.after, page.limit],
    );
    return rows as unknown as StandingView[];
  }
}
