// Cards and who holds them, for screens, printing and the till. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { BlockReason, Card, CardState } from './card';
import { MOST_WRONG_PINS } from './pin';

/** A card in a list, with its person's name. */
export interface CardView extends Card {
  readonly name: string | null;
  readonly batchId: string | null;
  readonly blockReason: BlockReason | null;
  readonly madeAt: string;
}

/** Which cards are asked for; null: whatever it is. */
export interface CardsAsked {
  readonly personId: string | null;
  readonly batchId: string | null;
  readonly state: CardState | null;
}

/** Cards printed together. */
export interface BatchView {
  readonly batchId: string;
  readonly cards: number;
  /** How many of them nobody has yet. */
  readonly unassigned: number;
  readonly madeAt: string;
}

/** How a person says who they are. */
export interface HolderView {
  readonly personId: string;
  /** Null until one is given. */
  readonly memberNo: string | null;
  readonly pin: 'none' | 'set' | 'locked';
  readonly triesLeft: number;
}

/** Reads the cards of the fund in scope. */
@Injectable()
export class CardsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** Cards by id; `after` is the last id seen. */
  async cards({ personId, batchId, state }: CardsAsked, page: PageRequest): Promise<CardView[]> {
    const rows = await this.query(
      `select c.card_id as "cardId", c.card_no as "cardNo", c.state, c.person_id as "personId", p.name,
         c.account_unit_id as "accountUnitId", c.batch_id as "batchId", c.block_reason as "blockReason", c.made_at
       from cards.card c left join members.person p on p.tenant_id = c.tenant_id and p.person_id = c.person_id
       where c.tenant_id = $1 and ($2::uuid is null or c.person_id = $2) and ($3::uuid is null or c.batch_id = $3)
         and ($4::text is null or c.state = $4) and ($5::uuid is null or c.card_id > $5)
       order by c.card_id limit $6`,
      [personId, batchId, state, page.after, page.limit],
    );
    return rows.map(({ made_at: madeAt, ...row }) => ({ ...row, madeAt: instantText(madeAt) }) as unknown as CardView);
  }

  /** One card; null when the fund has none such. */
  async card(cardId: string): Promise<Pick<CardView, 'cardNo' | 'name' | 'state'> | null> {
    const [row] = await this.query(
      `select c.card_no as "cardNo", c.state, p.name
       from cards.card c left join members.person p on p.tenant_id = c.tenant_id and p.person_id = c.person_id
       where c.tenant_id = $1 and c.card_id = $2`,
      [cardId],
    );
    return (row as unknown as CardView | undefined) ?? null;
  }

  /** Batches, the latest last; `after` is the last id seen. */
  async batches(page: PageRequest): Promise<BatchView[]> {
    const rows = await this.query(
      `select b.batch_id as "batchId", b.cards::int, b.made_at,
         (select count(*)::int from cards.card c where c.tenant_id = b.tenant_id and c.batch_id = b.batch_id
           and c.state = 'unassigned') as unassigned
       from cards.batch b where b.tenant_id = $1 and ($2::uuid is null or b.batch_id > $2)
       order by b.batch_id limit $3`,
      [page.after, page.limit],
    );
    return rows.map(({ made_at: madeAt, ...row }) => ({ ...row, madeAt: instantText(madeAt) }) as unknown as BatchView);
  }

  /** The card of a number as it stands; null when the fund has none. */
  async byNumber(cardNo: string): Promise<Card | null> {
    const [row] = await this.query(
      `select card_id as "cardId", card_no as "cardNo", state, person_id as "personId",
         account_unit_id as "accountUnitId" from cards.card where tenant_id = $1 and card_no = $2`,
      [cardNo],
    );
    return (row as unknown as Card | undefined) ?? null;
  }

  /** Whose a member number is; null when it is nobody's here. */
  async personOf(memberNo: string): Promise<string | null> {
    const [row] = await this.query('select person_id from cards.holder where tenant_id = $1 and member_no = $2', [
      memberNo,
    ]);
    return row ? String(row['person_id']) : null;
  }

  /** How a person says who they are; null when the fund does not know them. */
  async holder(personId: string): Promise<HolderView | null> {
    const [row] = await this.query(
      `select p.person_id as "personId", h.member_no as "memberNo", h.pin_digest is not null as chosen,
         coalesce(h.wrong_pins, 0)::int as wrong
       from members.person p left join cards.holder h on h.tenant_id = p.tenant_id and h.person_id = p.person_id
       where p.tenant_id = $1 and p.person_id = $2`,
      [personId],
    );
    if (!row) return null;
    const { chosen, wrong, ...holder } = row as unknown as HolderView & { chosen: boolean; wrong: number };
    const pin = chosen ? (wrong < MOST_WRONG_PINS ? 'set' : 'locked') : 'none';
    return { ...holder, pin, triesLeft: chosen ? MOST_WRONG_PINS - wrong : 0 };
  }

  /** The units a person is in: today, or `soon`, those of a later day too. By id. */
  async unitsOf(personId: string, when: 'today' | 'soon'): Promise<string[]> {
    const { today } = await this.funds.time();
    const rows = await this.query(
      `select distinct account_unit_id from members.unit_person
       where tenant_id = $1 and person_id = $2 and (from_on <= $3 or $4) and (until_on is null or until_on >= $3)
       order by account_unit_id`,
      [personId, today.toString(), when === 'soon'],
    );
    return rows.map((row) => String(row['account_unit_id']));
  }

  private query(sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}
