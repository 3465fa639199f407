// Purchases, refusals and refunds, written. A purchase is one statement, alone or in the open transaction.
import { newId, type Statement, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Receipt } from './payment';
import type { Hindrance } from './refusal';
import type { Refundable } from './refund';
import type { BasketLine, Shares } from './shares';
import type { WriteKey } from './write-key';

/** A purchase to post. */
export interface Order {
  readonly accountUnitId: string;
  readonly personId: string | null;
  readonly outletId: string;
  readonly cardId: string | null;
  readonly requestId: string | null;
  readonly basket: readonly BasketLine[];
  readonly shares: Shares;
  /** The instant and the day of the purchase. */
  readonly now: string;
  readonly today: string;
  /** The most that the unit may spend on the day, in cents; null: no limit. */
  readonly dayMax: Cents | null;
  readonly rulesVersionId: string;
  readonly key: WriteKey | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly receipt: Receipt;
  readonly tellsBalance: boolean;
}

/** What became of an order; `balance` in cents, what is free to spend. */
export interface Outcome {
  readonly outcome: 'paid' | 'replayed' | 'key-reused' | Hindrance;
  readonly balance: Cents;
  readonly receipt: Receipt | null;
}

/** A refusal to note, `reason` its code. */
export interface NewRefusal {
  readonly outletId: string | null;
  readonly accountUnitId: string | null;
  readonly medium: string;
  readonly reason: string;
  readonly now: string;
  readonly today: string;
}

/** A refund to note. */
export interface NewRefund {
  readonly refundId: string;
  readonly purchaseId: string;
  readonly amount: Cents;
  readonly reason: string;
  readonly by: 'outlet' | 'fund';
  readonly on: string;
  readonly now: string;
}

const PAY: Statement = {
  name: 'purchases.pay',
  text: `select outcome, balance, answer from purchases.pay($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
    $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)`,
};

/** The purchases of the fund in scope, for writing. */
@Injectable()
export class PurchasesStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /**
   * Pays, or says why not and notes it. Outside a transaction this is the whole of one, in one round trip.
   * @throws RuleBroken `idempotency-key-reused` when the key is used for another account at the same moment
   */
  async pay(order: Order): Promise<Outcome> {
    const { tenantId, actor, requestId } = tenantScope();
    const { basket, shares, receipt, key } = order;
    const ids = [receipt.purchaseId, newId(), newId(), newId()]; // the movement's, the act's (or refusal's), an account's
    const valuesOf = (alone: boolean): unknown[] => [
      tenantId,
      alone,
      ids,
      order.accountUnitId,
      order.personId,
      order.outletId,
      order.cardId,
      order.requestId,
      receipt.medium,
      shares.total,
      shares.account,
      order.now,
      order.today,
      order.dayMax,
      order.rulesVersionId,
      basket.map(({ approvalLineId }) => approvalLineId),
      basket.map(({ category }) => category),
      basket.map(({ coveragePercent }) => coveragePercent),
      basket.map(({ amount }) => amount),
      actor.kind,
      actor.id,
      actor.id === null ? null : (key?.key ?? null),
      key?.fingerprint ?? null,
      requestId ?? null,
      JSON.stringify(order.facts),
      JSON.stringify(receipt),
      order.tellsBalance,
    ];
    try {
      const [row] = await this.transaction.once(PAY, valuesOf);
      return {
        outcome: row?.['outcome'] as Outcome['outcome'],
        balance: cents(Number(row?.['balance'] ?? 0)),
        receipt: (row?.['answer'] as Receipt | null) ?? null,
      };
    } catch (error) {
      if ((error as { code?: string }).code === 'TB010') throw new RuleBroken('idempotency-key-reused');
      throw error;
    }
  }

  /** Notes what was refused before it came to be paid. */
  async noteRefusal(refusal: NewRefusal): Promise<void> {
    await this.transaction.query('select purchases.note_refusal($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      this.transaction.tenantId,
      newId(),
      refusal.outletId,
      refusal.accountUnitId,
      refusal.medium,
      refusal.reason,
      null,
      refusal.today,
      refusal.now,
    ]);
  }

  /** Notes what a till refused before it came to be paid, with the person whose card or number it was. */
  async noteAtTill(refusal: NewRefusal & { readonly personId: string | null }): Promise<void> {
    await this.transaction.query(
      `insert into purchases.refusal (tenant_id, refusal_id, outlet_id, account_unit_id, person_id, medium, reason, refused_on,
         refused_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.transaction.tenantId,
        newId(),
        refusal.outletId,
        refusal.accountUnitId,
        refusal.personId,
        refusal.medium,
        refusal.reason,
        refusal.today,
        refusal.now,
      ],
    );
  }

  /** Draws the secret of the fund's words of the day, once for ever. */
  async drawWordKey(): Promise<void> {
    await this.transaction.query('insert into purchases.word_key (tenant_id) values ($1) on conflict do nothing', [
      this.transaction.tenantId,
    ]);
  }

  /** Keeps whether a person lets the others of their unit see where and when they buy. */
  async decidePlace({ personId, shown, at }: { personId: string; shown: boolean; at: string }): Promise<void> {
    await this.transaction.query(
      `insert into purchases.place_consent (tenant_id, consent_id, person_id, shown, decided_at)
       values ($1, $2, $3, $4, $5)`,
      [this.transaction.tenantId, newId(), personId, shown, at],
    );
  }

  /** A purchase with nobody else giving it back until the transaction ends; null when the fund has no such purchase. */
  async lockForRefund(purchaseId: string): Promise<Refundable | null> {
    await this.transaction.lock(`purchase/${purchaseId}`);
    const [row] = await this.transaction.query(
      `select p.account_unit_id, p.outlet_id, p.account_cents, p.bought_on::text, m.movement_id,
         (select coalesce(sum(r.amount_cents), 0) from purchases.refund r
          where r.tenant_id = $1 and r.purchase_id = $2) as refunded
       from purchases.purchase p
       left join ledger.movement m on m.tenant_id = $1 and m.source_kind = 'purchase' and m.source_id = p.purchase_id
         and m.transition = 'spent' and m.line = 1
       where p.tenant_id = $1 and p.purchase_id = $2
         and (m.movement_id is not null or p.medium in ('paper-ticket', 'reimbursement-slip'))`,
      [this.transaction.tenantId, purchaseId],
    );
    if (!row) return null;
    return {
      accountUnitId: String(row['account_unit_id']),
      outletId: String(row['outlet_id']),
      accountCents: cents(Number(row['account_cents'])),
      refundedCents: cents(Number(row['refunded'])),
      boughtOn: String(row['bought_on']),
      movementId: (row['movement_id'] as string | null) ?? null,
    };
  }

  /** Notes a refund. */
  async addRefund(refund: NewRefund): Promise<void> {
    await this.transaction.query(
      `insert into purchases.refund (tenant_id, refund_id, purchase_id, amount_cents, reason, refunded_by, refunded_on,
         refunded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.transaction.tenantId,
        refund.refundId,
        refund.purchaseId,
        refund.amount,
        refund.reason,
        refund.by,
        refund.on,
        refund.now,
        tenantScope().actor.id,
      ],
    );
  }
}
