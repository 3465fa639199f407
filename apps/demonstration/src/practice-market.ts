// Where the people of a demonstration spend, and how they say who they are there: outlets approved through the fund's own
// steps, member numbers, PINs and cards. Everything from a seed.
import { GiveMemberNumberUseCase, IssueCardUseCase, SetPinUseCase } from '#domain/cards';
import { FundsQuery } from '#domain/funds';
import { type Chance, monthOfDay, pick, RuleBroken, wholeBetween } from '#domain/kernel';
import { DecideOutletUseCase, ProposeOutletUseCase } from '#domain/outlets';
import type { CoverageRule, PaymentMedium, Rules } from '#domain/rules';
import { TenantTransaction } from '#tenancy';
import type { PracticeDay } from './practice-day';

/** A line of what is covered at an outlet, its rate in per cent. */
export interface StallLine {
  readonly approvalLineId: string;
  readonly percent: number;
}

/** An approved outlet. */
export interface Stall {
  readonly outletId: string;
  readonly outletNo: number;
  readonly lines: readonly StallLine[];
}

/** Somebody who spends: what they type at a till, and their card where they have one. */
export interface Holder {
  readonly accountUnitId: string;
  readonly personId: string;
  readonly label: string;
  readonly memberNo: string;
  readonly pin: string;
  card: { readonly cardId: string; readonly cardNo: string } | null;
}

/** A slip that somebody carries: what is written on it, and its ceiling in cents. */
export interface CarriedSlip {
  readonly slipNumber: string;
  readonly ceilingCents: number;
}

/** A ticket that somebody carries, its value in cents. */
export interface CarriedTicket {
  readonly ticketNo: string;
  readonly value: number;
}

/** The spending of one fund, as it goes through a month. */
export class Market {
  readonly stalls: Stall[] = [];
  readonly holders: Holder[] = [];
  readonly slips: CarriedSlip[] = [];
  readonly tickets: CarriedTicket[] = [];
  private readonly refusals = new Map<string, number>();

  /** Two people who sign, each other's second: identities with the roles coordinator and treasurer. */
  constructor(readonly signatories: { readonly first: string; readonly second: string }) {}

  /** Tries something; a refusal is counted by its code, and answered. */
  async tries<Result>(attempt: () => Promise<Result>): Promise<Result | RuleBroken> {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      this.refused(error);
      return error;
    }
  }

  /** Counts a refusal. */
  refused({ code }: RuleBroken): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  /** How often each reason was given, the most frequent first. */
  reasons(): (readonly [string, number])[] {
    return [...this.refusals].sort(([a, times], [b, more]) => more - times || a.localeCompare(b));
  }
}

/** Media by which somebody says who they are on the outlet's own device. */
const AT_THE_SCREEN: readonly PaymentMedium[] = [
  'member-number-on-outlet-device',
  'outlet-till',
  'account-at-one-outlet',
  'card',
];

const OUTLETS = [
  ['La ferme du Pré', 'producer'],
  ['Les Jardins de la Combe', 'market-stall'],
  ['La Halle paysanne', 'producers-shop'],
  ['Le Fournil des Tilleuls', 'processor'],
  ['L’Épicerie de la Place', 'shop'],
  ['L’AMAP du Moulin', 'amap'],
  ['La Chèvrerie du Causse', 'producer'],
  ['Chez Lucette', 'solidarity-grocery'],
  ['Les Ruchers de l’Adret', 'producer'],
] as const;

/** Outlets ask and are decided upon, and people get what they need to say who they are. */
export async function openMarket(market: Market, practice: PracticeDay): Promise<void> {
  const { app, day } = practice;
  const rules = await app.get(TenantTransaction).read(() => app.get(FundsQuery).rulesInForce(monthOfDay(day)));
  if (!rules) throw new Error('une caisse de démonstration n’a pas de règles');
  await approveOutlets(market, practice, rules.document);
  if (rules.document.coverage.mode !== 'three-prices') await equip(market, practice, rules.document.payment);
}

async function approveOutlets(market: Market, { app, chance }: PracticeDay, rules: Rules): Promise<void> {
  const alone = rules.payment.includes('account-at-one-outlet');
  const wanted = OUTLETS.slice(0, alone ? 1 : wholeBetween(chance, 5, OUTLETS.length));
  for (const [index, [name, kind]] of wanted.entries()) {
    const { outletId, outletNo } = await app.get(ProposeOutletUseCase).run({
      name,
      kind,
      cameBy: 'team',
      why: 'Point de vente de démonstration',
      sites: [],
      proposedBy: null,
      formKey: null,
      description: null,
      contact: null,
      email: null,
      phone: null,
      address: null,
    });
    const refused = wanted.length > 1 && index === wanted.length - 1;
    const lines = refused ? [] : linesOf(rules.coverage);
    const { lineIds } = await app.get(DecideOutletUseCase).run({
      outletId,
      outcome: refused
        ? 'refused'
        : lines.some(({ coveragePercent }) => coveragePercent === 0)
          ? 'approved-in-part'
          : 'approved',
      explanation: refused ? 'Trop loin pour la caisse (démonstration)' : 'Conforme aux critères (démonstration)',
      lines,
      reviewOn: null,
    });
    market.stalls.push({
      outletId,
      outletNo,
      lines: lineIds.map((approvalLineId, at) => ({ approvalLineId, percent: lines[at]?.coveragePercent ?? 0 })),
    });
  }
}

type Lines = Parameters<DecideOutletUseCase['run']>[0]['lines'];

/** What is covered at an outlet, as the fund's way of covering has it. */
function linesOf(coverage: CoverageRule): Lines {
  const from = { validFrom: null };
  if (coverage.mode === 'approved-products') {
    return [
      {
        ...from,
        scope: 'product-group',
        title: 'Légumes et fruits',
        category: 'vegetables-fruit',
        coveragePercent: 100,
      },
      { ...from, scope: 'product-group', title: 'Fromages et œufs', category: 'dairy-eggs', coveragePercent: 100 },
      { ...from, scope: 'product-group', title: 'Bières et vins', category: 'alcohol', coveragePercent: 0 },
    ];
  }
  if (coverage.mode === 'rate-per-label') {
    return coverage.ratesPercent.map((coveragePercent) => ({
      ...from,
      scope: 'label',
      title: `Étiquette ${coveragePercent} %`,
      category: 'mixed',
      coveragePercent,
    }));
  }
  return [{ ...from, scope: 'everything', title: 'Toute l’alimentation', category: 'mixed', coveragePercent: 100 }];
}

async function equip(market: Market, { app }: PracticeDay, payment: readonly PaymentMedium[]): Promise<void> {
  const atScreen = payment.some((medium) => AT_THE_SCREEN.includes(medium));
  for (const { accountUnitId, personId, label } of await firstOfEachUnit(app.get(TenantTransaction))) {
    const said = atScreen
      ? await app.get(SetPinUseCase).run({ personId, chosen: null })
      : { memberNo: String((await app.get(GiveMemberNumberUseCase).run({ personId })).memberNo), pin: '' };
    const card = payment.includes('card') ? await app.get(IssueCardUseCase).run({ personId, accountUnitId }) : null;
    market.holders.push({ accountUnitId, personId, label, ...said, card });
  }
}

async function firstOfEachUnit(transaction: TenantTransaction): Promise<Omit<Holder, 'memberNo' | 'pin' | 'card'>[]> {
  const rows = await transaction.read(() =>
    transaction.query(
      `select distinct on (u.account_unit_id) u.account_unit_id, p.person_id, u.label from members.account_unit u
       join members.unit_person p on p.tenant_id = $1 and p.account_unit_id = u.account_unit_id
       where u.tenant_id = $1 and u.last_month is null order by u.account_unit_id, p.person_id`,
      [transaction.tenantId],
    ),
  );
  return rows.map((row) => ({
    accountUnitId: String(row['account_unit_id']),
    personId: String(row['person_id']),
    label: String(row['label']),
  }));
}

/** An outlet where something is bought: the first ones are by far the most popular. */
export function stallOf({ stalls }: Market, chance: Chance): Stall | null {
  const open = stalls.filter(({ lines }) => lines.length > 0);
  return open[Math.floor(chance() ** 2 * open.length)] ?? null;
}

/** Amounts in cents over the lines of an outlet that together are about `amount`. */
export function basketOf(
  { lines }: Stall,
  amount: number,
  chance: Chance,
): { approvalLineId: string; amount: number }[] {
  const covered = lines.filter(({ percent }) => percent > 0);
  const never = lines.find(({ percent }) => percent === 0);
  const first = pick(chance, covered);
  const second = covered.length > 1 && chance() < 0.3 ? covered.find((line) => line !== first) : undefined;
  const part = second ? Math.round(amount / 3) : 0;
  return [
    { approvalLineId: first.approvalLineId, amount: amount - part },
    ...(second && part > 0 ? [{ approvalLineId: second.approvalLineId, amount: part }] : []),
    ...(never && chance() < 0.1 ? [{ approvalLineId: never.approvalLineId, amount: 650 }] : []),
  ];
}
