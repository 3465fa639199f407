// Somebody pays at an outlet with an account: by their phone, by the outlet's request, or identified at its screen.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import { offerOf, type OutletAtTill, type PurchaseMedium, type Receipt, sharesAtTill, type Wish } from './payment';
import { type NewRefusal, type Order, type Outcome, PurchasesStore } from './purchases.store';
import type { WriteKey } from './write-key';
import { type Instead, refusalOf } from './refusal';
import { withPart } from './shares';
import { type Till, TillQuery, type WhichOutlet } from './till.query';

/** Who pays: a person who asks for themselves (or acts for somebody), or a holder whom the outlet's screen identified. */
export type Payer =
  | { readonly kind: 'asker'; readonly personId: string }
  | { readonly kind: 'holder'; readonly personId: string | null; readonly cardId: string | null };

/** A purchase to pay. `part`: where the account has less, what it has is taken and the rest is paid at the outlet. */
export interface Payment {
  readonly at: WhichOutlet;
  readonly accountUnitId: string;
  readonly payer: Payer;
  readonly medium: PurchaseMedium;
  /** Null where the outlet's request says it. */
  readonly wish: Wish | null;
  readonly chosen?: Cents | null;
  readonly part?: boolean;
  readonly key: WriteKey | null;
}

/** A receipt, and whether it was given before. */
export interface Paid {
  readonly receipt: Receipt;
  readonly replayed: boolean;
}

/** Pays purchases in the fund in scope. Called outside a transaction, so that a refusal is noted for good. */
@Injectable()
export class PayPurchaseUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly tills: TillQuery,
    private readonly purchases: PurchasesStore,
  ) {}

  /**
   * The same key with the same content answers the same receipt, whatever has changed since.
   * @throws RuleBroken the refusals of {@link refusalOf}, `outlet-unknown`, `request-unknown`, `account-unit-unknown`,
   * `no-rules-in-force`, `idempotency-key-reused`, and what {@link sharesAtTill} throws
   */
  async run(payment: Payment): Promise<Paid> {
    const till = await this.look(payment);
    if (till.kept) {
      if (!payment.key?.fingerprint.equals(till.kept.fingerprint)) throw new RuleBroken('idempotency-key-reused');
      return { receipt: till.kept.answer, replayed: true };
    }
    const order = await this.decide(payment, till);
    const { outcome, balance, receipt } = await this.send(payment, order);
    if (receipt) return { receipt, replayed: outcome === 'replayed' };
    throw refusalAfter(outcome, offerOf(order.shares, balance));
  }

  private async look({ at, accountUnitId, payer, key }: Payment): Promise<Till> {
    const asked = {
      which: at,
      accountUnitId,
      asker: payer.kind === 'asker' ? payer.personId : null,
      key: key?.key ?? null,
    };
    const till = await this.tills.look(asked);
    if (till.word !== null || till.outlet === null) return till;
    await this.transaction.run(() => this.purchases.drawWordKey());
    return this.tills.look(asked);
  }

  private async decide(payment: Payment, till: Till): Promise<Order> {
    const { outlet, request, rulesVersionId } = till;
    if (payment.payer.kind === 'asker' && till.inWhoseName === null) throw new RuleBroken('account-unit-unknown');
    if ('requestCode' in payment.at && !request) throw new RuleBroken('request-unknown');
    if (!outlet) throw new RuleBroken('outlet-unknown');
    if (rulesVersionId === null) throw new RuleBroken('no-rules-in-force');
    const rules = await this.tills.rules(rulesVersionId);
    try {
      return orderOf(payment, { ...till, outlet, rulesVersionId }, rules);
    } catch (error) {
      if (error instanceof RuleBroken) await this.note(error, payment, { ...till, outlet });
      throw error;
    }
  }

  // Where the account has less and the person lets it give what it has: once more, with that. Somebody else may spend
  // from it meanwhile.
  private async send(payment: Payment, order: Order): Promise<Outcome> {
    const { shares } = order;
    const answer = await this.purchases.pay(order);
    const { outcome, balance } = answer;
    if (!payment.part || outcome !== 'balance-too-low' || balance <= 0 || balance >= shares.account) return answer;
    return this.send(payment, withAccountPart(order, balance));
  }

  private async note(refused: RuleBroken, { accountUnitId, medium }: Payment, till: Till & HasOutlet): Promise<void> {
    const { outlet, now, today } = till;
    const refusal: NewRefusal = {
      outletId: outlet.outletId,
      accountUnitId,
      medium,
      reason: refused.code,
      now,
      today,
    };
    await this.transaction.run(() => this.purchases.noteRefusal(refusal));
  }
}

interface HasOutlet {
  readonly outlet: OutletAtTill;
}

function refusalAfter(outcome: Outcome['outcome'], instead: Instead): Error {
  switch (outcome) {
    case 'paid':
    case 'replayed':
      return new Error('a purchase that is paid has a receipt');
    case 'key-reused':
      return new RuleBroken('idempotency-key-reused');
    default:
      return refusalOf(outcome, instead);
  }
}

function withAccountPart(order: Order, account: Cents): Order {
  const shares = withPart(order.shares, account);
  const receipt = { ...order.receipt, accountCents: shares.account, atOutletCents: shares.atOutlet };
  return { ...order, shares, receipt };
}

function orderOf(payment: Payment, till: Till & HasOutlet & { rulesVersionId: string }, rules: Rules): Order {
  const { accountUnitId, payer, medium, key } = payment;
  const { now, today, request, outlet, guardianId, inWhoseName, rulesVersionId, word } = till;
  const { basket, shares } = sharesAtTill(rules, { outlet, medium, wish: wishOf(payment, till) });
  const asker = payer.kind === 'asker';
  const personId = asker ? inWhoseName : payer.personId;
  return {
    accountUnitId,
    personId,
    outletId: outlet.outletId,
    cardId: asker ? null : payer.cardId,
    requestId: request?.requestId ?? null,
    basket,
    shares,
    now,
    today,
    dayMax: rules.spending.perDayMaxCents,
    rulesVersionId,
    key,
    facts: { medium, ...(guardianId ? { guardianId, personId: payer.personId, forPersonId: personId } : {}) },
    receipt: {
      purchaseId: newId(),
      outletNo: outlet.outletNo,
      outletName: outlet.name,
      medium,
      totalCents: shares.total,
      accountCents: shares.account,
      atOutletCents: shares.atOutlet,
      boughtOn: today,
      occurredAt: now,
      word: word ?? '',
    },
    tellsBalance: asker,
  };
}

function wishOf({ wish, chosen = null }: Payment, { request }: Till): Wish {
  if (request) {
    const lines = request.lines.map(({ approvalLineId, amountCents }) => ({
      approvalLineId,
      amount: cents(amountCents),
    }));
    return { amount: null, lines, chosen };
  }
  if (!wish) throw new RuleBroken('basket-empty');
  return { ...wish, chosen: chosen ?? wish.chosen };
}
