// A lottery as a list of equally likely panels, as near to its chances as whole numbers allow: three balls can pick from it.
import { classesOf, type ClassProblem } from './classes';
import type { DrawProblem } from './draw-problem';
import type { FairLottery } from './fair-lottery';
import { type ClassPanel, countPanel } from './seat-people';

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

/** How often each make-up: rounded down, then one more each for those that mend the chances best. */
function timesOf({ classes }: ClassProblem, makeUps: readonly MakeUp[], count: number): number[] {
  const times = makeUps.map(({ chance }) => Math.floor(chance * count + 1e-9));
  const owed = classes.map(() => 0);
  const owe = (at: number, more: number): void => {
    for (const [place, heads] of makeUps[at]?.panel ?? []) owed[place] = (owed[place] ?? 0) + heads * more;
  };
  makeUps.forEach(({ chance }, at) => owe(at, chance * count - (times[at] ?? 0)));
  const gainOf = (at: number): number =>
    (makeUps[at]?.panel ?? []).reduce((sum, [place, heads]) => {
      const size = classes[place]?.places.length ?? 1;
      return sum + (heads * (2 * (owed[place] ?? 0) - heads)) / (size * size);
    }, 0);
  const open = new Set<number>();
  for (let left = count - times.reduce((sum, each) => sum + each, 0); left > 0; left -= 1) {
    if (open.size === 0) makeUps.forEach((_, at) => open.add(at));
    const gains = [...open].map((at) => [at, gainOf(at)] as const);
    const [best] = gains.reduce((most, next) => (next[1] > most[1] ? next : most));
    open.delete(best);
    times[best] = (times[best] ?? 0) + 1;
    owe(best, -1);
  }
  return times;
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
