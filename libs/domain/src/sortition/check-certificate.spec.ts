import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  checkCertificate,
  type DrawProblem,
  fairest,
  type FairLottery,
  type LinearSolver,
  loadHighs,
  panelsOf,
  keepsRows,
} from './index';

let solver: LinearSolver;
let lottery: FairLottery;
beforeAll(async () => {
  solver = await loadHighs();
  lottery = fairest(village, { solver, method: 'leximin' });
});

/** Ten people, two criteria; the only artisan is needed, and the couple `h` may not sit together. */
const people = [
  'F jeune',
  'F jeune',
  'F vieux h',
  'F vieux',
  'H vieux h',
  'H jeune',
  'H jeune',
  'H vieux',
  'H vieux',
  'H artisan',
];
const village: DrawProblem = {
  rows: [
    { key: 'size', min: 4, max: 4 },
    { key: 'quota/genre/Femme', min: 2, max: 2 },
    { key: 'quota/age/jeune', min: 1, max: 2 },
    { key: 'quota/metier/artisan', min: 1, max: 1 },
    { key: 'quota/age/tres-vieux', min: 0, max: 1 },
  ],
  entries: people.map((person, place) => ({
    code: `p${place}`,
    tickets: 1,
    household: person.endsWith(' h') ? 'h' : null,
    amounts: [
      1,
      person.startsWith('F') ? 1 : 0,
      person.includes('jeune') ? 1 : 0,
      person.includes('artisan') ? 1 : 0,
      0,
    ],
  })),
};

describe('the certificate', () => {
  it('proves the lottery it was made for, and the greatest smallest chance', () => {
    // One place for five men beside the artisan, two for four women: the smallest chance is a man's, one in five.
    const { ok, bound, faults } = checkCertificate(village, lottery);
    expect({ ok, faults }).toEqual({ ok: true, faults: [] });
    expect(bound).toBeCloseTo(1 / 5, 9);
    expect(lottery.chances[9]).toBeCloseTo(1, 9);
    expect(Math.min(...lottery.chances)).toBeCloseTo(1 / 5, 6);
  });

  const [first] = [0];
  const tampered: readonly (readonly [string, (made: FairLottery) => FairLottery, RegExp])[] = [
    [
      'a chance that is not that of the panels',
      (made) => ({ ...made, chances: made.chances.map((chance, at) => (at === 0 ? chance + 0.01 : chance)) }),
      /^chance-0$/,
    ],
    [
      'a panel with somebody else in it',
      (made) => ({
        ...made,
        panels: made.panels.map((panel, at) => (at === first ? { ...panel, entries: [0, 1, 2, 3] } : panel)),
      }),
      /^panel-0-breaks:/,
    ],
    [
      'a couple seated together',
      (made) => ({
        ...made,
        panels: made.panels.map((panel, at) => (at === first ? { ...panel, entries: [0, 2, 4, 9] } : panel)),
      }),
      /^panel-0-breaks:household$/,
    ],
    [
      'a person seated twice',
      (made) => ({
        ...made,
        panels: made.panels.map((panel, at) => (at === first ? { ...panel, entries: [0, 0, 5, 9] } : panel)),
      }),
      /^panel-0-breaks:/,
    ],
    ['chances of panels that do not sum to 1', (made) => ({ ...made, panels: made.panels.slice(1) }), /^panels-sum$/],
    [
      'a bound below what is proved',
      (made) => onFirst(made, ({ bound, ...level }) => ({ ...level, bound: bound - 0.01 })),
      /^level-0-bound$/,
    ],
    [
      'a bound above what is reached',
      (made) => onFirst(made, ({ bound, ...level }) => ({ ...level, bound: bound + 0.01 })),
      /^level-0-not-reached$/,
    ],
    ['multipliers of nothing', (made) => onFirst(made, (level) => ({ ...level, rows: [] })), /^level-0-bound$/],
    [
      'weights that sum to 2',
      (made) =>
        onFirst(made, (level) => ({
          ...level,
          weights: level.weights.map(([place, weight]) => [place, weight * 2] as const),
        })),
      /^level-0-weights$/,
    ],
    ['a level left out', (made) => ({ ...made, certificate: { levels: made.certificate.levels.slice(1) } }), /./],
    [
      'the last level left out',
      (made) => ({ ...made, certificate: { levels: made.certificate.levels.slice(0, -1) } }),
      /^entry-\d+-not-proved$/,
    ],
    ['somebody called never drawable who is drawn', (made) => ({ ...made, neverDrawable: [0] }), /./],
  ];
  for (const [what, tamper, fault] of tampered) {
    it(`refuses ${what}`, () => {
      const { ok, faults } = checkCertificate(village, tamper(lottery));
      expect(ok).toBe(false);
      expect(faults.some((each) => fault.test(each))).toBe(true);
    });
  }

  it('refuses a lottery that is fair to fewer: whoever is alone in a quota is no reason to leave another out', () => {
    const panels = [
      { entries: [0, 1, 7, 9], chance: 0.5 },
      { entries: [0, 3, 5, 9], chance: 0.5 },
    ];
    const chances = village.entries.map((_, at) =>
      panels.reduce((sum, { entries, chance }) => sum + (entries.includes(at) ? chance : 0), 0),
    );
    expect(checkCertificate(village, { ...lottery, panels, chances }).faults).toContain('level-0-not-reached');
  });
});

describe('the list of panels', () => {
  it('holds as many as asked, all allowed, each person about as often as their chance, the same list every time', () => {
    for (const count of [1, 7, 100, 1000]) {
      const panels = panelsOf(village, lottery, count);
      expect(panels).toHaveLength(count);
      expect(panels.flatMap((panel) => keepsRows(village, panel))).toEqual([]);
      expect(panelsOf(village, lottery, count)).toEqual(panels);
    }
    const panels = panelsOf(village, lottery, 1000);
    lottery.chances.forEach((chance, at) => {
      const listed = panels.filter((panel) => panel.includes(at)).length / 1000;
      expect(Math.abs(listed - chance)).toBeLessThan(0.003);
    });
  });
});

function onFirst(
  made: FairLottery,
  change: (level: FairLottery['certificate']['levels'][number]) => FairLottery['certificate']['levels'][number],
): FairLottery {
  return {
    ...made,
    certificate: { levels: made.certificate.levels.map((level, at) => (at === 0 ? change(level) : level)) },
  };
}
