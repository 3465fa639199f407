// One admission draw on files: the act itself, and its answer in the ids of the list.
import { cents } from '#domain/kernel';
import {
  admissionFigures,
  type AdmissionLottery,
  type Applicant,
  chanceCurve,
  effectOnFree,
  monthsOfList,
  netCostTogether,
  noPlacesText,
  outlookOf,
  reasonText,
  ticketsFor,
} from '#domain/lotteries';
import type { LinearSolver } from '#domain/sortition';
import type { ActSummary, Admitted, NoPlaces, Waiting } from './admission-answer';
import type { AdmissionMoney } from './admission-money';
import type { AdmissionParams } from './admission-params';
import { type Act, actOf } from './council-act';
import { writeRecords } from './record-files';

/** How the draw is made and written down. */
export interface AdmissionOrder {
  readonly panels: number;
  readonly seed: string;
  readonly saltKey: Uint8Array;
  readonly record: string | undefined;
  readonly curve: boolean;
}

/** What was decided for it. */
export interface AdmissionDecided {
  readonly params: AdmissionParams;
  readonly money: AdmissionMoney;
  /** The most places; null: as many as the budget bears. */
  readonly places: number | null;
}

type Found = Extract<AdmissionLottery, { status: 'feasible' }>;
type Answered = NonNullable<Admitted['noPlaces']>;

/** One draw, to be answered for. */
export class Admission {
  constructor(
    private readonly applicants: readonly Applicant[],
    private readonly decided: AdmissionDecided,
    private readonly order: AdmissionOrder,
  ) {}

  /** The money does not do for the least costly household; null where it does, or costs are not known. */
  tooShort(): Extract<NoPlaces, { code: 'room-too-small' }> | null {
    const { budget } = this.decided.money;
    const groups = Map.groupBy(this.applicants.keys(), (place) => this.applicants[place]?.household ?? place);
    const costs = [...groups.values()].flatMap((places) => this.costOf(places) ?? []);
    if (budget === null || costs.length === 0) return null;
    const needed = cents(costs.reduce((low, cost) => Math.min(low, cost), Infinity));
    return needed <= budget ? null : { code: 'room-too-small', room: budget, needed, missing: cents(needed - budget) };
  }

  /** Nobody is drawn: everybody's chance is 0, and nothing is written. */
  ofNobody(noPlaces: Answered): Admitted {
    const { params } = this.decided;
    return {
      ...this.common(0, 0),
      noPlaces,
      minChancePerTicket: 0,
      minPositiveChancePerTicket: 0,
      maxChancePerTicket: 0,
      maxChanceRatio: params.mode === 'budget' ? params.maxChanceRatio : null,
      expectedSize: 0,
      expectedNetCost: 0,
      drawn: [],
      marginals: Object.fromEntries(this.applicants.map(({ code }) => [code, 0])),
      tickets: Object.fromEntries(
        this.applicants.map(({ code, monthsWaited }) => [
          code,
          ticketsFor({ ...params.tickets, firstAfterMonths: null }, monthsWaited),
        ]),
      ),
      servedFirst: { waiting: 0, served: 0 },
      neverDrawable: this.applicants.map(({ code }) => code),
      notNow: [],
      curve: null,
      act: null,
    };
  }

  /** The draw itself: the seed picks a panel, and the records are written. */
  of(found: Found, solver: LinearSolver): Admitted {
    const { ready, problem, lottery, maxChanceRatio, first } = found;
    const act = actOf(problem, lottery, {
      kind: 'admission',
      households: false,
      method: lottery.method,
      maxChanceRatio,
      panels: this.order.panels,
      seed: this.order.seed,
      saltKey: this.order.saltKey,
    });
    const seated = new Set(act.record.draw.panel);
    const panel = problem.entries.flatMap(({ code }, entry) => (seated.has(code) ? (ready.members[entry] ?? []) : []));
    const netCost = this.costOf(panel);
    const figures = admissionFigures(problem, lottery);
    const without = lottery.chances.flatMap((chance, entry) => (chance > 0 ? [] : [entry]));
    const each = <Value>(value: (entry: number) => Value): Record<string, Value> =>
      Object.fromEntries(
        problem.entries.flatMap((_, entry) => this.idsOf(ready.members[entry]).map((id) => [id, value(entry)])),
      );
    return {
      ...this.common(netCost, figures.expectedPlaces),
      noPlaces: this.nobodyBecause(figures.maxChancePerTicket, lottery.neverDrawable.length),
      minChancePerTicket: figures.minChancePerTicket,
      minPositiveChancePerTicket: figures.minPositiveChancePerTicket,
      maxChancePerTicket: figures.maxChancePerTicket,
      maxChanceRatio,
      expectedSize: figures.expectedPlaces,
      expectedNetCost: this.expectedCost(found),
      drawn: this.idsOf(panel),
      marginals: each((entry) => lottery.chances[entry] ?? 0),
      tickets: each((entry) => problem.entries[entry]?.tickets ?? 1),
      servedFirst: first,
      neverDrawable: without.flatMap((entry) => this.idsOf(ready.members[entry])),
      notNow: this.notNow(found, without, { solver, netCost: netCost ?? 0 }),
      curve: this.order.curve
        ? chanceCurve(problem, { never: lottery.neverDrawable, exempt: ready.servedFirst }, solver)
        : null,
      act: this.summary(act, found),
    };
  }

  private common(netCost: number | null, expected: number) {
    const { params, money, places } = this.decided;
    const before = money.budget === null ? null : { perMonth: money.budget, end: money.end };
    return {
      status: 'feasible' as const,
      mode: params.mode,
      places,
      budget: money.budget,
      netCost,
      effect: before === null || netCost === null ? null : effectOnFree(before, cents(netCost)),
      monthsOfList: monthsOfList(this.applicants.length, Math.round(expected * 1e6) / 1e6),
    };
  }

  private nobodyBecause(greatest: number, never: number): Admitted['noPlaces'] {
    if (greatest > 0) return null;
    const none: NoPlaces | null =
      this.applicants.length === 0 ? { code: 'nobody-waiting' } : never === 0 ? { code: 'cap' } : this.tooShort();
    return none === null ? null : { ...none, message: noPlacesText(none) };
  }

  private notNow(
    { ready, problem }: Found,
    without: readonly number[],
    { solver, netCost }: { readonly solver: LinearSolver; readonly netCost: number },
  ): Waiting[] {
    const growth = this.decided.money.growth(netCost);
    const told = outlookOf(problem, without, { solver, taken: cents(netCost), growth });
    return [...Map.groupBy(told, ({ reasons }) => JSON.stringify(reasons)).values()].map((alike) => ({
      ids: alike.flatMap(({ entry }) => this.idsOf(ready.members[entry])),
      reasons: alike[0]?.reasons ?? [],
      message: (alike[0]?.reasons ?? []).map(reasonText).join(' ; '),
    }));
  }

  private expectedCost({ ready, lottery }: Found): number | null {
    return ready.members.reduce<number | null>((sum, places, entry) => {
      const cost = this.costOf(places);
      return sum === null || cost === null ? null : sum + cost * (lottery.chances[entry] ?? 0);
    }, 0);
  }

  private summary({ record, sealed, proof, checked }: Act, { ready, problem }: Found): ActSummary {
    const { draw, lottery, fingerprints } = record;
    const never = new Set(proof.neverDrawable.map((entry) => problem.entries[entry]?.code));
    const entryOf = new Map(problem.entries.map(({ code }, entry) => [code, entry]));
    return {
      ...writeRecords(record, sealed, this.order.record),
      certificate: {
        status: proof.status,
        eps: proof.eps,
        ok: checked.ok,
        bound: Number.isFinite(checked.bound) ? checked.bound : 0,
        faults: checked.faults,
      },
      alternates: draw.reserve
        .filter((code) => !never.has(code))
        .flatMap((code) => this.idsOf(ready.members[entryOf.get(code) ?? -1])),
      number: draw.number,
      panels: lottery.panels.length,
      fingerprints,
    };
  }

  private idsOf(places: readonly number[] = []): string[] {
    return places.map((place) => this.applicants[place]?.code ?? '');
  }

  /** What some applicants cost together, in cents a month; null where it is not known of each. */
  private costOf(places: readonly number[]) {
    return netCostTogether(places.flatMap((place) => this.applicants[place] ?? []));
  }
}
