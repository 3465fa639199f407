// A lottery as a list of equally likely panels, as near to its chances as whole numbers allow: three balls can pick from it.
import { classesOf, type ClassProblem, type HouseholdType } from './classes';
import type { DrawProblem } from './draw-problem';
import type { FairLottery } from './fair-lottery';

/**
 * `count` panels (places of entries, in order), each allowed, each to be drawn with the same chance. First how often each make-up
 * of classes stands on the list, then who: of each class whoever was listed least so far, and one of a household.
 */
export function panelsOf(problem: DrawProblem, lottery: FairLottery, count: number): number[][] {
  const inClasses = classesOf(problem);
  const makeUps = new Map<string, { readonly panel: ClassPanel; chance: number }>();
  for (const { entries, chance } of lottery.panels) {
    const panel = countPanel(inClasses, entries);
    const key = JSON.stringify(panel);
    const known = makeUps.get(key);
    if (known === undefined) makeUps.set(key, { panel, chance });
    else known.chance += chance;
  }
  const all = [...makeUps.values()];
  const times = timesOf(inClasses, all, count);
  const listed = problem.entries.map(() => 0);
  return all.flatMap(({ panel }, at) =>
    Array.from({ length: times[at] ?? 0 }, () => seatLeast(inClasses, panel, listed)),
  );
}

interface MakeUp {
  readonly panel: ClassPanel;
  readonly chance: number;
}

/** How often each make-up: rounded down, then one more each for those that mend the chances best, then exchanges that mend more. */
function timesOf(problem: ClassProblem, makeUps: readonly MakeUp[], count: number): number[] {
  const list = new TimesListed(problem, makeUps, count);
  for (let left = count - list.times.reduce((sum, each) => sum + each, 0); left > 0; left -= 1) {
    list.change(list.best(1).at, 1);
  }
  for (let exchange = 0; exchange < 4 * makeUps.length; exchange += 1) {
    const more = list.best(1);
    list.change(more.at, 1);
    const less = list.best(-1);
    list.change(less.at, -1);
    if (more.gain + less.gain > 1e-9) continue;
    list.change(less.at, 1);
    list.change(more.at, -1);
    break;
  }
  return list.times;
}

class TimesListed {
  readonly times: number[];
  /** By how many each class still falls short of its chance. */
  private readonly owed: number[];
  /** Who is of a class of many bears a smaller part of what is wrong. */
  private readonly parts: readonly number[];

  constructor(
    { classes }: ClassProblem,
    private readonly makeUps: readonly MakeUp[],
    count: number,
  ) {
    this.times = makeUps.map(({ chance }) => Math.floor(chance * count + 1e-9));
    this.owed = classes.map(() => 0);
    this.parts = classes.map(({ places }) => 1 / (places.length * places.length));
    makeUps.forEach(({ chance }, at) => this.owe(at, chance * count - (this.times[at] ?? 0)));
  }

  change(at: number, by: 1 | -1): void {
    this.times[at] = (this.times[at] ?? 0) + by;
    this.owe(at, -by);
  }

  /** The make-up of which one more (or one less) mends most, measured in squares; the first of equals. */
  best(by: 1 | -1): { readonly at: number; readonly gain: number } {
    let best = { at: 0, gain: -Infinity };
    for (const [at, { panel }] of this.makeUps.entries()) {
      if (by < 0 && (this.times[at] ?? 0) === 0) continue;
      let gain = 0;
      for (const [place, heads] of panel) {
        gain += heads * (2 * by * (this.owed[place] ?? 0) - heads) * (this.parts[place] ?? 1);
      }
      if (gain > best.gain) best = { at, gain };
    }
    return best;
  }

  private owe(at: number, times: number): void {
    for (const [place, heads] of this.makeUps[at]?.panel ?? []) {
      this.owed[place] = (this.owed[place] ?? 0) + heads * times;
    }
  }
}

/** Seats a make-up with those who were listed least, and notes that they are. */
function seatLeast({ classes, types, classOf }: ClassProblem, panel: ClassPanel, listed: number[]): number[] {
  const home = new Map<number, number>();
  types.forEach(({ households }) =>
    households.forEach(({ places }, at) => places.forEach((place) => home.set(place, at))),
  );
  const taken = new Set<string>();
  const seated: number[] = [];
  for (const [at, count] of panel) {
    const { places, type } = classes[at] ?? { places: [], type: null };
    const byUse = [...places].sort((a, b) => (listed[a] ?? 0) - (listed[b] ?? 0) || a - b);
    let seats = count;
    for (const place of byUse) {
      const key = type === null ? `${place}` : `${type}/${home.get(place) ?? 0}`;
      if (seats === 0 || taken.has(key)) continue;
      if (type !== null) taken.add(key);
      seated.push(place);
      seats -= 1;
    }
  }
  for (const place of seated) if (classOf[place] !== undefined) listed[place] = (listed[place] ?? 0) + 1;
  return seated.sort((a, b) => a - b);
}

// From counts of classes to people: the same chance for everybody of a class, and never two of a household.

/** How many of each class, sparse, in the order of classes. */
export type ClassPanel = readonly (readonly [place: number, count: number])[];

interface Weighed<Panel> {
  readonly panel: Panel;
  readonly chance: number;
}

/** One way to seat a panel: the first of each class, households apart. @returns places in the list's order */
export function seatFirst(problem: ClassProblem, panel: ClassPanel): number[] {
  return seatAt(problem, panel, 0);
}

/**
 * A lottery over people from one over counts: each panel of classes is cut into equal parts in which its classes take turns, so
 * that everybody of a class is in equally many of them.
 */
export function seatInTurns(
  problem: ClassProblem,
  lottery: readonly Weighed<ClassPanel>[],
): { readonly entries: number[]; readonly chance: number }[] {
  return lottery.flatMap(({ panel, chance }) => {
    const cuts = cutsOf(turnsOf(problem, panel));
    return cuts.map((cut, at) => {
      const next = cuts[at + 1] ?? 1;
      return { entries: seatAt(problem, panel, (cut + next) / 2), chance: chance * (next - cut) };
    });
  });
}

/** In how many equal parts each class or household type of the panel takes its turns. */
function turnsOf({ classes, types }: ClassProblem, panel: ClassPanel): Set<number> {
  const turns = new Set<number>();
  for (const [at, count] of panel) {
    const { places, type } = classes[at] ?? { places: [], type: null };
    turns.add(type === null ? places.length / common(places.length, count) : turnsOfType(classes, types[type]));
  }
  return turns;
}

function turnsOfType(classes: ClassProblem['classes'], type: HouseholdType | undefined): number {
  if (type === undefined) return 1;
  const households = type.households.length;
  return type.classes.reduce((turns, at) => {
    const alike = (classes[at]?.places.length ?? households) / households;
    return (turns * alike) / common(turns / households, alike);
  }, households);
}

/** Where a part ends for one class or another, from 0 up to below 1. */
function cutsOf(turns: ReadonlySet<number>): number[] {
  const cuts = new Set([0]);
  for (const parts of turns) for (let part = 1; part < parts; part += 1) cuts.add(part / parts);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.filter((cut, at) => at === 0 || cut - (sorted[at - 1] ?? 0) > 1e-12);
}

/** Who sits at a moment of the turn, from 0 up to below 1. */
function seatAt(problem: ClassProblem, panel: ClassPanel, moment: number): number[] {
  const seated: number[] = [];
  const taken = new Map<number, number>();
  for (const [at, count] of panel) {
    const { places, type } = problem.classes[at] ?? { places: [], type: null };
    if (type === null) {
      const from = Math.floor((moment * places.length) / common(places.length, count)) * count;
      for (let seat = 0; seat < count; seat += 1) seated.push(places[(from + seat) % places.length] ?? 0);
    } else {
      const before = taken.get(type) ?? 0;
      taken.set(type, before + count);
      seated.push(...seatHouseholds(problem, at, { before, count, moment }));
    }
  }
  return seated.sort((a, b) => a - b);
}

function seatHouseholds(
  { classes, types, classOf }: ClassProblem,
  at: number,
  { before, count, moment }: { readonly before: number; readonly count: number; readonly moment: number },
): number[] {
  const type = types[classes[at]?.type ?? 0];
  const households = type?.households ?? [];
  const turn = Math.floor(moment * turnsOfType(classes, type));
  return Array.from({ length: count }, (_, seat) => {
    const home = households[(turn + before + seat) % households.length];
    const alike = (home?.places ?? []).filter((place) => classOf[place] === at);
    return alike[Math.floor(turn / households.length) % alike.length] ?? 0;
  });
}

/** The greatest common divisor. */
function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b);
}

/** The counts of a panel of people. */
export function countPanel({ classOf }: ClassProblem, entries: readonly number[]): ClassPanel {
  const counts = new Map<number, number>();
  for (const place of entries) {
    const at = classOf[place];
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b);
}
