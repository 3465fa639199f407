// What a paper refers to, by what a hand types: a member's label, an outlet's number, what is covered there on a day.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { plain } from '../kernel/plain-text';
import { OutletsQuery, type OutletView } from '../outlets/outlets.query';
import type { Standing } from './paper';
import type { Stay } from './slip';

const STAY = `account_unit_id as "accountUnitId", joined_on::text as "joinedOn", left(last_month::text, 7) as "lastMonth"`;
// As `plain` of the kernel makes texts comparable.
const PLAIN_LABEL = `trim(regexp_replace(lower(regexp_replace(normalize(label, NFD), '[\\u0300-\\u036f]', '', 'g')),
  '[^[:alnum:]]+', ' ', 'g'))`;

/** Looks up what papers refer to in the fund in scope. */
@Injectable()
export class PaperFactsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly outlets: OutletsQuery,
  ) {}

  /** The units whose label is the one typed, small letters and accents forgiven; at most two are told. */
  async unitsLabelled(typed: string): Promise<Stay[]> {
    const rows = await this.transaction.query(
      `select ${STAY} from members.account_unit where tenant_id = $1 and ${PLAIN_LABEL} = $2
       order by account_unit_id limit 2`,
      [this.transaction.tenantId, plain(typed)],
    );
    return rows as unknown as Stay[];
  }

  /** A unit by its id; null when the fund has none. */
  async unit(accountUnitId: string): Promise<Stay | null> {
    const [row] = await this.transaction.query(
      `select ${STAY} from members.account_unit where tenant_id = $1 and account_unit_id = $2`,
      [this.transaction.tenantId, accountUnitId],
    );
    return row ? (row as unknown as Stay) : null;
  }

  /** The outlet of a number, and the communes where it sells; null when the fund has none. */
  async outletNumbered(outletNo: number): Promise<Pick<OutletView, 'outletId' | 'communes'> | null> {
    return this.outlets.numbered(outletNo);
  }

  /** Where an outlet stood on a day, and what was covered there. */
  async coveredOn(outletId: string, day: Day): Promise<Standing> {
    return { state: await this.outlets.standingOn(outletId, day), lines: await this.outlets.linesOn(outletId, day) };
  }

  /** What is still kept aside for a slip, in cents: nothing where the fund paid back when it was handed out. */
  async heldFor(slipId: string): Promise<Cents> {
    const [row] = await this.transaction.query(
      `select coalesce(sum(h.amount_cents), 0) as cents from ledger.hold h
       where h.tenant_id = $1 and h.source_kind = 'slip' and h.source_id = $2 and not exists (
         select 1 from ledger.hold_release r where r.tenant_id = $1 and r.hold_id = h.hold_id)`,
      [this.transaction.tenantId, slipId],
    );
    return cents(Number(row?.['cents'] ?? 0));
  }

  /** What a unit could spend now: its balance less what is held, in cents. */
  async spendable(accountUnitId: string): Promise<Cents> {
    const [row] = await this.transaction.query(
      `select coalesce((select m.balance_after from ledger.movement m
           where m.tenant_id = $1 and m.primary_account_id = a.account_id and m.seq is not null
           order by m.seq desc limit 1), 0) - ledger.held_on($1, a.account_id) as cents
       from ledger.account a where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = $2`,
      [this.transaction.tenantId, accountUnitId],
    );
    return cents(Number(row?.['cents'] ?? 0));
  }
}
