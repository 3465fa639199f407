import { beforeAll, describe, expect, it } from '@jest/globals';
import { cents } from '#domain/kernel';
import {
  admissionFigures,
  type AdmissionLottery,
  admissionLottery,
  type AdmissionTerms,
  type Applicant,
  chanceCurve,
  EQUAL_TICKETS,
  outlookOf,
  SeededNumbers,
  sha256,
  type TicketRule,
} from '#domain/lotteries';
import { checkCertificate, type LinearSolver, loadHighs, panelsOf } from '#domain/sortition';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadHighs();
});

const WAITING: TicketRule = { mode: 'waiting', most: null, firstAfterMonths: null };
const simple = (max: number, more: Partial<AdmissionTerms> = {}): AdmissionTerms => ({
  places: { min: null, max },
  budget: null,
  tickets: EQUAL_TICKETS,
  strata: [],
  ...more,
});
const budgeted = (max: number, budget: number, more: Partial<AdmissionTerms> = {}): AdmissionTerms =>
  simple(max, { budget: cents(budget), ...more });
const applicant = (place: number, more: Partial<Applicant> = {}): Applicant => ({
  code: `a${String(place).padStart(4, '0')}`,
  household: null,
  people: 1,
  monthsWaited: 0,
  classes: {},
  netCost: cents(0),
  ...more,
});
const list = (count: number, each: (place: number) => Partial<Applicant> = () => ({})): Applicant[] =>
  Array.from({ length: count }, (_, place) => applicant(place, each(place)));
/** Contributions in five bands from 0 to 180 EUR, against 100 EUR of allocation; waits from 0 to 3 months. */
const mixed = (count: number): Applicant[] =>
  list(count, (place) => ({
    netCost: cents(10_000 - [0, 2_000, 5_000, 9_000, 18_000][(place * 7) % 5]!),
    monthsWaited: (place * 3) % 4,
  }));

function drawn(
  applicants: readonly Applicant[],
  terms: AdmissionTerms,
): Extract<AdmissionLottery, { status: 'feasible' }> {
  const answer = admissionLottery(applicants, terms, { solver });
  if (answer.status !== 'feasible') throw new RangeError(answer.cause);
  return answer;
}

describe('an admission draw that ignores contributions', () => {
  it('gives everybody the same chance, whatever they contribute', () => {
    const { problem, lottery } = drawn(mixed(40), simple(10));
    expect(Math.max(...lottery.chances) - Math.min(...lottery.chances)).toBeLessThan(1e-9);
    expect(admissionFigures(problem, lottery)).toMatchObject({ expectedPlaces: expect.closeTo(10, 6) });
    expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true });
  });

  it('gives chances as tickets are, so that a longer wait never lowers a chance', () => {
    const applicants = list(30, (place) => ({ monthsWaited: place % 6 }));
    const { lottery, problem } = drawn(applicants, simple(6, { tickets: WAITING }));
    const perTicket = problem.entries.map(({ tickets }, place) => (lottery.chances[place] ?? 0) / tickets);
    expect(Math.max(...perTicket) - Math.min(...perTicket)).toBeLessThan(1e-6);
    const longer = applicants.map((one, place) => (place === 3 ? { ...one, monthsWaited: one.monthsWaited + 5 } : one));
    expect(drawn(longer, simple(6, { tickets: WAITING })).lottery.chances[3]).toBeGreaterThan(lottery.chances[3] ?? 1);
  });

  it('draws a family of eight units together or not at all, and says when it takes more places than there are', () => {
    const applicants = list(20, (place) => (place < 8 ? { household: 'dupont' } : {}));
    const { ready, lottery, problem } = drawn(applicants, simple(10));
    const family = ready.members.findIndex((members) => members.length === 8);
    expect(lottery.chances[family]).toBeGreaterThan(0);
    for (const { entries } of lottery.panels) {
      expect(entries.reduce((sum, entry) => sum + (ready.members[entry]?.length ?? 0), 0)).toBeLessThanOrEqual(10);
    }
    expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true });
    const short = drawn(applicants, simple(5));
    expect(short.lottery.neverDrawable).toEqual([family]);
    expect(outlookOf(short.problem, [family], { solver, taken: cents(0), growth: 0 })).toEqual([
      { entry: family, reasons: [{ code: 'places', needed: 8, places: 5 }] },
    ]);
  });

  it('keeps minima and maxima in every panel', () => {
    const applicants = list(30, (place) => ({ classes: { income: place < 6 ? 'bas' : 'autre' } }));
    const strata = [{ column: 'income', value: 'bas', min: 3, max: 4 }];
    const { lottery, problem } = drawn(applicants, simple(8, { strata }));
    for (const { entries } of lottery.panels) {
      const low = entries.filter((entry) => (problem.entries[entry]?.amounts[1] ?? 0) > 0).length;
      expect([3, 4]).toContain(low);
    }
    expect(admissionLottery(applicants, simple(2, { strata }), { solver })).toMatchObject({ status: 'infeasible' });
  });

  it('serves first who has waited so long as was voted, as many as fit', () => {
    const tickets: TicketRule = { mode: 'waiting', most: null, firstAfterMonths: 12 };
    const applicants = list(20, (place) => ({ monthsWaited: place < 3 ? 12 : 2 }));
    const all = drawn(applicants, simple(5, { tickets }));
    expect([all.first, all.lottery.chances.slice(0, 3).map((chance) => chance.toFixed(6))]).toEqual([
      { waiting: 3, served: 3 },
      ['1.000000', '1.000000', '1.000000'],
    ]);
    const some = drawn(applicants, simple(2, { tickets }));
    expect(some.first).toEqual({ waiting: 3, served: 2 });
    expect(some.lottery.chances[0]).toBeCloseTo(2 / 3, 6);
    expect(outlookOf(some.problem, [5], { solver, taken: cents(0), growth: 0 })[0]?.reasons).toContainEqual({
      code: 'served-first',
    });
  });

  it('draws nobody of nobody', () => {
    const { lottery, problem } = drawn([], simple(5));
    expect(lottery.panels).toEqual([{ entries: [], chance: 1 }]);
    expect(admissionFigures(problem, lottery)).toMatchObject({ minChancePerTicket: 0, expectedPlaces: 0 });
  });

  it('manages a thousand on the list', () => {
    const applicants = list(1_000, (place) => ({ monthsWaited: place % 8 }));
    const { lottery, problem } = drawn(applicants, simple(25, { tickets: WAITING }));
    expect(admissionFigures(problem, lottery).expectedPlaces).toBeCloseTo(25, 5);
    expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true });
  });
});

describe('a draw that knows of money', () => {
  it('gives equal chances at first, keeps its budget in every panel, and raises all chances with the cap', () => {
    const applicants = mixed(40);
    const [equal, none] = [1, null].map((maxChanceRatio) =>
      drawn(applicants, budgeted(12, 20_000, { maxChanceRatio })),
    );
    const figures = [equal!, none!].map(({ problem, lottery }) => admissionFigures(problem, lottery));
    expect(figures[0]!.maxChancePerTicket).toBeLessThanOrEqual(figures[0]!.minPositiveChancePerTicket + 1e-9);
    expect(figures[1]!.minChancePerTicket).toBeGreaterThanOrEqual(figures[0]!.minChancePerTicket - 1e-9);
    for (const { problem, lottery } of [equal!, none!]) {
      expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true });
      for (const { entries } of lottery.panels) {
        expect(entries.reduce((sum, entry) => sum + (problem.entries[entry]?.amounts[1] ?? 0), 0)).toBeLessThanOrEqual(
          20_000,
        );
      }
    }
  });

  it('shows the council what each cap would mean', () => {
    const { problem, lottery } = drawn(mixed(40), budgeted(12, 20_000));
    const curve = chanceCurve(problem, { never: lottery.neverDrawable, exempt: [] }, solver);
    expect(curve.map(({ maxChanceRatio }) => maxChanceRatio)).toEqual([1, 1.5, 2, 3, null]);
    const least = curve.map(({ minChancePerTicket }) => minChancePerTicket);
    for (const [at, chance] of least.entries()) expect(chance).toBeGreaterThanOrEqual((least[at - 1] ?? 0) - 1e-9);
    for (const { expectedNetCost } of curve) expect(expectedNetCost).toBeLessThanOrEqual(20_000 + 1e-3);
    expect(least[0]).toBeCloseTo(admissionFigures(problem, lottery).minChancePerTicket, 4);
  });

  it('tells who costs more than there is how much is missing, and from when on it would do', () => {
    const applicants = [applicant(1, { netCost: cents(30_000) }), applicant(2, { netCost: cents(4_000) })];
    const { problem, lottery } = drawn(applicants, budgeted(2, 10_000));
    expect(lottery.neverDrawable).toEqual([0]);
    const told = { code: 'budget', needed: 30_000, budget: 10_000, missing: 20_000 };
    expect(outlookOf(problem, [0], { solver, taken: cents(4_000), growth: 3_000 })[0]?.reasons).toEqual([
      { ...told, inMonths: 8 },
    ]);
    expect(outlookOf(problem, [0], { solver, taken: cents(0), growth: 0 })[0]?.reasons).toEqual([
      { ...told, inMonths: null },
    ]);
  });
});

describe('thousands of seeded draws', () => {
  /**
   * 4 000 draws, seeds 0000 to 0f9f. Statistic: for each entry (drawn - n p)^2 / (n p (1 - p)), a chi-square with 1 degree of
   * freedom; the greatest over the 40 entries is held against the Bonferroni bound for 1 in 1 000: the quantile
   * 1 - 0.001 / 80 of the normal distribution is 4.2, so 17.8. Power: a chance off by d shows with probability
   * P(|Z + d sqrt(n / (p (1 - p)))| > 4.2). With n = 4 000, p = 0.10 and d = 0.03 the shift is 0.03 x sqrt(4 000 / 0.09) = 6.3:
   * power P(Z > 4.2 - 6.3) = 98 %. Seeds are fixed, so the outcome is the same each time.
   */
  it('never exceed the budget, and draw each as often as was published', () => {
    const terms = budgeted(12, 20_000, { tickets: WAITING });
    const { problem, lottery } = drawn(mixed(40), terms);
    const panels = panelsOf(problem, lottery, 1_000);
    const costs = panels.map((panel) =>
      panel.reduce((sum, entry) => sum + (problem.entries[entry]?.amounts[1] ?? 0), 0),
    );
    const published = problem.entries.map((_, entry) => panels.filter((panel) => panel.includes(entry)).length / 1_000);
    published.forEach((chance, entry) => expect(Math.abs(chance - (lottery.chances[entry] ?? 0))).toBeLessThan(0.005));
    const times = problem.entries.map(() => 0);
    const draws = 4_000;
    for (let seed = 0; seed < draws; seed += 1) {
      const number = new SeededNumbers(seed.toString(16).padStart(4, '0'), sha256).below(1_000, 'liste');
      expect(costs[number]).toBeLessThanOrEqual(20_000);
      for (const entry of panels[number] ?? []) times[entry] = (times[entry] ?? 0) + 1;
    }
    published.forEach((chance, entry) => {
      const off = (times[entry] ?? 0) - draws * chance;
      expect(off ** 2 / (draws * chance * (1 - chance))).toBeLessThan(17.8);
    });
  });
});
