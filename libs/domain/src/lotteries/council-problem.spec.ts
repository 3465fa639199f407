import { describe, expect, it } from '@jest/globals';
import { councilProblem, impossibleSums, relaxationText } from './council-problem';
import type { Volunteer } from './volunteers-file';

const volunteer = (id: string, genre: string, household: string | null = null): Volunteer => ({
  id,
  household,
  classes: { genre },
});
const quotas = [
  { criterion: 'genre', name: 'Femme', min: 2, max: 3 },
  { criterion: 'genre', name: 'Homme', min: 1, max: 3 },
];
const volunteers = [
  volunteer('v3', 'Homme', 'b'),
  volunteer('v1', 'Femme', 'a'),
  volunteer('v2', 'Femme', 'a'),
  volunteer('v4', 'Homme', 'c'),
];
const request = { volunteers, quotas, seats: 2, households: true };

describe('the problem of a council', () => {
  it('has a row for the seats and one a class, and its entries by code', () => {
    expect(councilProblem(request)).toEqual({
      problem: {
        rows: [
          { key: 'size', min: 2, max: 2 },
          { key: 'quota/genre/Femme', min: 2, max: 3 },
          { key: 'quota/genre/Homme', min: 1, max: 3 },
        ],
        entries: [
          { code: 'v1', tickets: 1, household: 'a', amounts: [1, 1, 0] },
          { code: 'v2', tickets: 1, household: 'a', amounts: [1, 1, 0] },
          { code: 'v3', tickets: 1, household: null, amounts: [1, 0, 1] },
          { code: 'v4', tickets: 1, household: null, amounts: [1, 0, 1] },
        ],
      },
      leftOut: [],
    });
  });

  it('forgets households where several of one may sit', () => {
    const { problem } = councilProblem({ ...request, households: false });
    expect(problem.entries.every(({ household }) => household === null)).toBe(true);
  });

  it('counts who goes on serving in the quotas, and leaves out their households and those excluded', () => {
    const { problem, leftOut } = councilProblem({
      ...request,
      serving: [volunteer('v9', 'Femme', 'a'), volunteer('v8', 'Homme')],
      excluded: ['v3'],
    });
    expect(problem.rows.slice(1)).toEqual([
      { key: 'quota/genre/Femme', min: 1, max: 2 },
      { key: 'quota/genre/Homme', min: 0, max: 2 },
    ]);
    expect([problem.entries.map(({ code }) => code), leftOut]).toEqual([['v4'], ['v3', 'v1', 'v2']]);
  });
});

describe('what cannot work', () => {
  it('is said sum by sum', () => {
    expect(impossibleSums(councilProblem({ ...request, seats: 3 }).problem)).toEqual([]);
    expect(impossibleSums(councilProblem(request).problem)).toEqual([
      'genre : les minimums font 3 en tout, pour 2 sièges : abaissez-en de 1.',
    ]);
    expect(
      impossibleSums(councilProblem({ ...request, volunteers: volunteers.slice(0, 2), seats: 3 }).problem),
    ).toEqual([
      'Il y a 2 personnes pour 3 sièges.',
      'genre : les maximums ne laissent place qu’à 2 personnes, pour 3 sièges : relevez-les.',
      'genre : il faut au moins 2 de « Femme », et il y a une seule personne.',
    ]);
  });

  it('is said as what is missing', () => {
    const text = (row: string, from: number, to: number): string =>
      relaxationText({ row, side: to < from ? 'min' : 'max', from, to });
    expect(text('quota/age/60-74', 3, 2)).toContain('il manque 1 personne de 60-74 ans (age)');
    expect(text('quota/âge/75+', 3, 1)).toContain('il manque 2 personnes de 75+ ans (âge)');
    expect(text('quota/csp/Cadre', 2, 4)).toBe(
      'il y a 2 personnes de trop de Cadre (csp) : maximum 2, possible avec 4',
    );
    expect(text('size', 22, 20)).toContain('il manque 2 personnes pour pourvoir les 22 sièges');
    expect(text('size', 20, 22)).toContain('il en faudrait 22');
    expect(text('budget', 40_000, 41_550)).toBe('il manque 15,50 € par mois au budget');
  });
});
