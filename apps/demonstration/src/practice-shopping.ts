// People of a demonstration go shopping: by phone, at the outlet's screen or by card, as their fund's rules have it, with
// what happens at any till: a wrong PIN, an empty account, a lost card, something given back.
import { BlockCardUseCase, IdentifyHolderUseCase, ReplaceCardUseCase } from '#domain/cards';
import { FundsQuery } from '#domain/funds';
import { type Chance, cents, monthOfDay, pick, RuleBroken, wholeBetween } from '#domain/kernel';
import { ChangeStandingUseCase } from '#domain/outlets';
import {
  type Paid,
  type Payer,
  type PurchaseMedium,
  PayPurchaseUseCase,
  RefundPurchaseUseCase,
} from '#domain/purchases';
import type { PaymentMedium } from '#domain/rules';
import { TenantTransaction } from '#tenancy';
import type { PracticeDay } from './practice-day';
import { basketOf, type Holder, type Market, type Stall, stallOf } from './practice-market';

const MEDIA: Readonly<Partial<Record<PaymentMedium, PurchaseMedium>>> = {
  'member-phone': 'member-phone',
  'member-number-on-outlet-device': 'outlet-screen',
  'outlet-till': 'outlet-screen',
  'account-at-one-outlet': 'outlet-screen',
  card: 'card',
};

const STAYS_HOME = 0.2;
const GOES_TWICE = 0.3;
const WANTS_TOO_MUCH = 0.05;
const MISTYPES_PIN = 0.05;
const GIVES_BACK = 0.03;

interface Basket {
  readonly holder: Holder;
  readonly stall: Stall;
  readonly medium: PurchaseMedium;
  /** In cents. */
  readonly amount: number;
}

/** Whoever has credit may shop, once or twice. */
export async function goShopping(market: Market, practice: PracticeDay): Promise<void> {
  const media = await mediaOf(practice);
  if (media.length === 0) return;
  const balances = await balancesOf(practice);
  for (const holder of market.holders) {
    const balance = balances.get(holder.accountUnitId) ?? 0;
    const draw = practice.chance();
    const times = balance < 500 || draw < STAYS_HOME ? 0 : draw > 1 - GOES_TWICE ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const stall = stallOf(market, practice.chance);
      if (!stall) return;
      const medium = pick(practice.chance, media);
      await shop(market, practice, { holder, stall, medium, amount: amountOf(balance, practice.chance) });
    }
  }
}

/** An outlet is suspended for a week and somebody loses a card. */
export async function meetTrouble(market: Market, { app }: PracticeDay): Promise<void> {
  const suspended = market.stalls.filter(({ lines }) => lines.length > 0)[2];
  if (suspended) {
    const standing = { outletId: suspended.outletId, explanation: 'Contrôle en cours (démonstration)' };
    await app.get(ChangeStandingUseCase).run({ ...standing, change: 'suspend' });
  }
  const card = market.holders[0]?.card;
  if (card) await app.get(BlockCardUseCase).run({ cardId: card.cardId, reason: 'lost', of: null });
}

/** The outlet takes up again. */
export async function takeUpAgain(market: Market, { app }: PracticeDay): Promise<void> {
  const suspended = market.stalls.filter(({ lines }) => lines.length > 0)[2];
  if (!suspended) return;
  const standing = { outletId: suspended.outletId, explanation: 'Contrôle terminé (démonstration)' };
  await app.get(ChangeStandingUseCase).run({ ...standing, change: 'resume' });
}

function amountOf(balance: number, chance: Chance): number {
  if (chance() < WANTS_TOO_MUCH) return balance + wholeBetween(chance, 100, 2_000);
  return Math.max(200, Math.floor((balance * wholeBetween(chance, 10, 45)) / 100));
}

async function shop(market: Market, practice: PracticeDay, basket: Basket): Promise<void> {
  const { app, chance } = practice;
  const payer = await payerOf(market, practice, basket);
  if (!payer) return;
  const { holder, stall, medium, amount } = basket;
  const lines = basketOf(stall, amount, chance).map((line) => ({ ...line, amount: cents(line.amount) }));
  const pay = (part: boolean): Promise<Paid> =>
    app.get(PayPurchaseUseCase).run({
      at: { outletNo: stall.outletNo },
      accountUnitId: holder.accountUnitId,
      payer,
      medium,
      wish: { amount: null, lines, chosen: null },
      part,
      key: null,
    });
  let paid = await market.tries(() => pay(false));
  if (paid instanceof RuleBroken && paid.code === 'balance-too-low') paid = await market.tries(() => pay(true));
  if (paid instanceof RuleBroken || chance() >= GIVES_BACK) return;
  const { purchaseId } = paid.receipt;
  const reason = 'Produit rendu (démonstration)';
  await app.get(RefundPurchaseUseCase).run({ purchaseId, amount: null, reason, outletId: stall.outletId });
}

async function payerOf(market: Market, { app, chance }: PracticeDay, basket: Basket): Promise<Payer | null> {
  const { holder, medium } = basket;
  if (medium === 'member-phone') return { kind: 'asker', personId: holder.personId };
  const identify = (pin: string): Promise<Payer> => {
    const shown = medium === 'card' && holder.card ? { cardNo: holder.card.cardNo } : { memberNo: holder.memberNo };
    return app
      .get(IdentifyHolderUseCase)
      .run({ ...shown, pin })
      .then(({ personId, cardId }) => ({ kind: 'holder', personId, cardId }));
  };
  if (chance() < MISTYPES_PIN) await market.tries(() => identify(holder.pin === '9713' ? '9714' : '9713'));
  const payer = await market.tries(() => identify(holder.pin));
  if (!(payer instanceof RuleBroken)) return payer;
  if (payer.code === 'card-blocked' && holder.card) {
    holder.card = await app.get(ReplaceCardUseCase).run({ cardId: holder.card.cardId, by: null });
  }
  return null;
}

async function mediaOf({ app, day }: PracticeDay): Promise<PurchaseMedium[]> {
  const rules = await app.get(TenantTransaction).read(() => app.get(FundsQuery).rulesInForce(monthOfDay(day)));
  if (!rules || rules.document.coverage.mode === 'three-prices') return [];
  return [...new Set(rules.document.payment.flatMap((medium) => MEDIA[medium] ?? []))];
}

/** What each unit may spend now, in cents: what is held is not. */
async function balancesOf({ app }: PracticeDay): Promise<ReadonlyMap<string, number>> {
  const transaction = app.get(TenantTransaction);
  const rows = await transaction.read(() => transaction.query(BALANCES, [transaction.tenantId]));
  return new Map(rows.map((row) => [String(row['owner_id']), Number(row['balance'])]));
}

const BALANCES = `select a.owner_id, h.balance_after - ledger.held_on($1, a.account_id) as balance from ledger.account a
  cross join lateral (select m.balance_after from ledger.movement m
    where m.tenant_id = $1 and m.primary_account_id = a.account_id and m.seq is not null order by m.seq desc limit 1) h
  where a.tenant_id = $1 and a.kind = 'allocation' order by a.owner_id`;
