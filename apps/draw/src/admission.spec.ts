import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Admitted } from './admission-answer';
import { type Said, run } from './commands';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'admission-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Answer = Omit<Admitted, 'status'> & {
  readonly status: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly cause: string;
  readonly message: string;
  readonly record: string;
  readonly sealed: string;
  readonly certificate: { readonly ok: boolean };
};

async function draw(waiting: string, params: object, more: readonly string[] = []): Promise<Said & { answer: Answer }> {
  const paths = ['--waiting', file('attente.csv', waiting), '--params', file('reglages.json', JSON.stringify(params))];
  const record = ['--record', join(folder, 'record.json')];
  const said = await run(['admission', ...paths, '--seed', 'c0ffee', '--json', ...record, ...more]);
  return { ...said, answer: JSON.parse(said.out) as Answer };
}

const HEAD = 'id;foyer;personnes;mois_attente;cotisation;allocation;secteur';
/** Contributions from 0 to 150 EUR against 100 EUR of allocation, in two areas; f01 and f02 live together. */
const LIST = [
  HEAD,
  ...Array.from({ length: 24 }, (_, place) => {
    const id = `f${String(place + 1).padStart(2, '0')}`;
    const contribution = ['0', '20,00', '55,50 €', '150'][place % 4];
    return `${id};${place < 2 ? 'h1' : ''};${1 + (place % 3)};${place % 5};${contribution};100;${place % 3 ? 'Sud' : 'Nord'}`;
  }),
].join('\r\n');

describe('draw admission', () => {
  it('draws places without regard to contributions, households together, with records that verify', async () => {
    const { answer, code, error } = await draw(LIST, { mode: 'simple', places: 6, tickets: 'waiting' });
    expect([code, error, answer.status]).toEqual([0, '', 'feasible']);
    expect(answer.drawn.includes('f01')).toBe(answer.drawn.includes('f02'));
    expect(answer.drawn.length).toBeLessThanOrEqual(6);
    expect(answer.expectedSize).toBeCloseTo(6, 1);
    expect(answer.tickets['f05']).toBe(5);
    expect(answer.marginals['f01']).toBe(answer.marginals['f02']);
    expect(answer.certificate.ok).toBe(true);
    const verified = await run(['verify', answer.record, '--sealed', answer.sealed, '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true });
  });

  it('draws within a budget at equal chances, and shows what it does to the money', async () => {
    const { answer, code } = await draw(LIST, { mode: 'budget', budget_cents: 20_000, max_size: 10, panels: 500 });
    expect([code, answer.maxChanceRatio]).toEqual([0, 1]);
    expect(answer.netCost).toBeLessThanOrEqual(20_000);
    expect(answer.monthsOfList).toBe(Math.ceil(24 / answer.expectedSize));
    expect(answer.effect?.perMonth).toEqual({ before: 20_000, after: 20_000 - (answer.netCost ?? 0) });
    expect(answer.maxChancePerTicket - answer.minChancePerTicket).toBeLessThan(1e-9);
    expect(answer.curve?.map(({ maxChanceRatio }) => maxChanceRatio)).toEqual([1, 1.5, 2, 3, null]);
    const verified = await run(['verify', answer.record, '--sealed', answer.sealed, '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true });
  });

  it('gives the same answer for the same files and seed', async () => {
    const params = { mode: 'budget', budgetCents: 20_000, maxSize: 10, maxChanceRatio: 2, tickets: 'waiting' };
    const [first, again] = [await draw(LIST, params), await draw(LIST, params)];
    expect([again.answer.drawn, again.answer.marginals]).toEqual([first.answer.drawn, first.answer.marginals]);
    expect(first.answer.maxChancePerTicket).toBeLessThanOrEqual(2 * first.answer.minChancePerTicket + 1e-9);
  });

  it('reckons places from a budget by the prudent mean, and says what is missing for one', async () => {
    const some = await draw(LIST, { mode: 'simple', budgetCents: 60_000 });
    expect(some.answer.places).toBeGreaterThan(4);
    expect(some.answer.places).toBeLessThan(60_000 / 4_362);
    const none = await draw(LIST, { mode: 'simple', budgetCents: 1_000 });
    expect(none.answer).toMatchObject({
      status: 'feasible',
      places: 0,
      drawn: [],
      expectedSize: 0,
      minChancePerTicket: 0,
    });
    expect(none.answer.noPlaces).toMatchObject({ code: 'room-too-small', room: 1_000 });
    expect(none.answer.noPlaces?.message).toMatch(
      /^Aucune place ce mois-ci : il y a 10,00.*de plus par mois, une place s’ouvre\.$/,
    );
  });

  it('answers nobody below nothing, by the formula, and tells who must wait until when', async () => {
    const basis = {
      reserveCents: 500_000,
      floorCents: 500_000,
      contributionsCents: 300_000,
      allocationsCents: 600_000,
    };
    const costly = `${HEAD}\na;;8;1;0;400;Nord\nb;;1;1;0;90;Nord`;
    const poor = await draw(costly, { mode: 'budget', ...basis, subsidiesCents: 100_000, horizonMonths: 12 });
    expect(poor.answer).toMatchObject({ status: 'feasible', budget: -200_000, drawn: [] });
    expect(poor.answer.noPlaces).toMatchObject({ code: 'room-too-small', needed: 9_000, missing: 209_000 });
    const better = await draw(costly, { mode: 'budget', ...basis, subsidiesCents: 310_000, horizonMonths: 12 });
    expect(better.answer).toMatchObject({ budget: 10_000, drawn: ['b'], neverDrawable: ['a'], minChancePerTicket: 0 });
    // 100 EUR a month come in beyond what goes out, 90 of them for b: 390 are missing then, and the room grows by 10/12 EUR a month.
    expect(better.answer.notNow).toMatchObject([
      { ids: ['a'], reasons: [{ code: 'budget', needed: 40_000, inMonths: 468 }] },
    ]);
  });

  it('answers that nobody waits', async () => {
    const { answer, code } = await draw(HEAD, { mode: 'simple', places: 3 });
    expect([code, answer.noPlaces?.code, answer.drawn]).toEqual([0, 'nobody-waiting', []]);
  });

  it('says what would have to give way when minima cannot be kept', async () => {
    const strata = [{ column: 'secteur', value: 'Nord', min: 7, max: 9 }];
    const { answer, code } = await draw(LIST, { mode: 'simple', places: 5, strata });
    expect([code, answer.status]).toEqual([3, 'infeasible']);
    expect(answer.message).toContain('Aucune liste');
  });

  it.each<[string, string, object, string]>([
    ['no id', 'nom\na', { places: 1 }, 'la colonne « id » manque'],
    ['the same id twice', 'id\na\na', { places: 1 }, '« a » y est deux fois'],
    ['an amount in words', 'id,contribution\na,dix', { places: 1 }, 'écrivez un montant en euros'],
    ['an unknown mode', 'id\na', { mode: 'magique', places: 1 }, '« mode »'],
    ['neither places nor budget', 'id\na', {}, 'donnez "places"'],
    ['a budget without contributions', 'id\na', { mode: 'budget', budgetCents: 100 }, 'contribution'],
    ['a stratum of no column', 'id\na', { places: 1, strata: [{ column: 'age', value: 'x', min: 1 }] }, '« age »'],
    ['a cap below 1', 'id\na', { places: 1, maxChanceRatio: 0.5 }, 'écrivez un nombre de 1'],
    ['bounds the wrong way round', 'id\na', { places: 1, minSize: 3 }, '« minSize »'],
  ])('refuses %s, naming the place and the remedy', async (_, waiting, params, sentence) => {
    const { answer, code, error } = await draw(waiting, params);
    expect([code, answer.status]).toEqual([2, 'invalid']);
    expect(error).toContain(sentence);
  });

  it('says a page of French to people', async () => {
    const paths = [
      '--waiting',
      file('attente.csv', LIST),
      '--params',
      file('p.json', '{"budget": "200,00", "max_size": 10}'),
    ];
    const said = await run(['admission', ...paths, '--seed', '01', '--record', join(folder, 'page.json')]);
    expect(said.out).toMatch(/tirés parmi 24.*\n.*Chances par ticket : de .* %\./);
    expect(said.out).toContain('200,00\u00A0€ avant');
    expect(said.out).toContain('sans limite : chances');
  });
});
