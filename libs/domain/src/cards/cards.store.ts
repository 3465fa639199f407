// Writes cards. A number is drawn until it is free in the fund; a card is locked before anything happens to it.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { BlockReason, Card, CardHolder, CardState } from './card';
import { numberFrom } from './checked-number';

/** A card that was made. */
export type NewCard = Pick<Card, 'cardId' | 'cardNo'>;

const CARD = `card_id as "cardId", card_no as "cardNo", state, person_id as "personId", account_unit_id as "accountUnitId"`;

/** The cards of the fund in scope, for writing. */
@Injectable()
export class CardsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Makes cards for nobody, printed together. */
  async makeBatch(count: number, at: string): Promise<{ batchId: string; cards: readonly NewCard[] }> {
    const batchId = newId();
    await this.query('insert into cards.batch (tenant_id, batch_id, cards, made_at) values ($1, $2, $3, $4)', [
      batchId,
      count,
      at,
    ]);
    const cards: NewCard[] = [];
    while (cards.length < count) {
      const wanted = Array.from({ length: count - cards.length }, numbered);
      const rows = await this.query(
        `insert into cards.card (tenant_id, card_id, card_no, state, batch_id, made_at)
         select $1, u.id, u.no, 'unassigned', $2, $3 from unnest($4::uuid[], $5::text[]) as u(id, no)
         on conflict do nothing returning card_id as "cardId", card_no as "cardNo"`,
        [batchId, at, wanted.map(({ cardId }) => cardId), wanted.map(({ cardNo }) => cardNo)],
      );
      cards.push(...(rows as unknown as NewCard[]));
    }
    return { batchId, cards };
  }

  /** Makes one card for a person. */
  async make({ personId, accountUnitId }: CardHolder, at: string): Promise<NewCard> {
    for (;;) {
      const { cardId, cardNo } = numbered();
      const [row] = await this.query(
        `insert into cards.card (tenant_id, card_id, card_no, state, person_id, account_unit_id, made_at, assigned_at)
         values ($1, $2, $3, 'active', $4, $5, $6, $6) on conflict do nothing returning card_id`,
        [cardId, cardNo, personId, accountUnitId, at],
      );
      if (row) return { cardId, cardNo };
    }
  }

  /** Locks a card by its id until the transaction ends; null when the fund has none of this id. */
  async lock(cardId: string): Promise<Card | null> {
    const [row] = await this.query(`select ${CARD} from cards.card where tenant_id = $1 and card_id = $2 for update`, [
      cardId,
    ]);
    return (row as unknown as Card | undefined) ?? null;
  }

  /** Locks a card by its number until the transaction ends; null when the fund has none of this number. */
  async lockNumber(cardNo: string): Promise<Card | null> {
    const [row] = await this.query(`select ${CARD} from cards.card where tenant_id = $1 and card_no = $2 for update`, [
      cardNo,
    ]);
    return (row as unknown as Card | undefined) ?? null;
  }

  /** Gives a card to a person. */
  async assign(cardId: string, { personId, accountUnitId }: CardHolder, at: string): Promise<void> {
    await this.query(
      `update cards.card set state = 'active', person_id = $3, account_unit_id = $4, assigned_at = $5
       where tenant_id = $1 and card_id = $2`,
      [cardId, personId, accountUnitId, at],
    );
  }

  /** Stops a card. */
  async block(cardId: string, reason: BlockReason, at: string): Promise<void> {
    await this.query(
      `update cards.card set state = 'blocked', block_reason = $3, blocked_at = $4 where tenant_id = $1 and card_id = $2`,
      [cardId, reason, at],
    );
  }

  /** Lets a card work again, as what it was. */
  async unblock(cardId: string, state: CardState): Promise<void> {
    await this.query(
      `update cards.card set state = $3, block_reason = null, blocked_at = null where tenant_id = $1 and card_id = $2`,
      [cardId, state],
    );
  }

  /** Ends a card for ever: another one took its place. */
  async replace(cardId: string, byCardId: string): Promise<void> {
    await this.query(
      `update cards.card set state = 'replaced', replaced_by = $3 where tenant_id = $1 and card_id = $2`,
      [cardId, byCardId],
    );
  }

  private query(sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}

const numbered = (): NewCard => ({ cardId: newId(), cardNo: numberFrom('C', newId()) });
