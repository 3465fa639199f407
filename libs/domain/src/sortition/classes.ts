// Entries that nothing tells apart, counted together: the fairest lottery gives them the same chance, and there are far fewer
// classes than people.
import type { DrawProblem, Row } from './draw-problem';

/** Entries with the same amounts, the same tickets, and households made alike. */
export interface EntryClass {
  /** Their places in the frozen list. */
  readonly places: readonly number[];
  readonly tickets: number;
  /** Row and amount, where it is not 0. */
  readonly amounts: readonly (readonly [row: number, amount: number])[];
  /** The household type they are of, null for who is alone in the list. */
  readonly type: number | null;
}

/** Households of several entries with the same members as far as rows and tickets go. */
export interface HouseholdType {
  /** Each household: the places of its entries. */
  readonly households: readonly { readonly name: string; readonly places: readonly number[] }[];
  readonly classes: readonly number[];
}

/** The problem in classes. A panel is then a count a class; any counts that keep rows and types can be seated. */
export interface ClassProblem {
  readonly rows: readonly Row[];
  readonly classes: readonly EntryClass[];
  readonly types: readonly HouseholdType[];
  /** Class of each entry, by place. */
  readonly classOf: readonly number[];
}

/** Puts exchangeable entries together, in the order of the list: the same list gives the same classes. */
export function classesOf({ rows, entries }: DrawProblem): ClassProblem {
  const kinds = entries.map(({ amounts, tickets }) => `${tickets}|${amounts.join(',')}`);
  const byHousehold = new Map<string, number[]>();
  entries.forEach(({ household }, place) => {
    if (household !== null) grow(byHousehold, household, place);
  });
  const typeKey = new Map<string, string>();
  const byType = new Map<string, { name: string; places: readonly number[] }[]>();
  for (const [name, places] of byHousehold) {
    if (places.length < 2) continue;
    const key = places
      .map((place) => kinds[place] ?? '')
      .sort()
      .join(';');
    typeKey.set(name, key);
    grow(byType, key, { name, places });
  }
  const typePlaces = new Map([...byType.keys()].map((key, place) => [key, place]));
  const byClass = new Map<string, number[]>();
  entries.forEach(({ household }, place) => {
    const type = household === null ? '' : (typeKey.get(household) ?? '');
    grow(byClass, `${kinds[place] ?? ''}/${String(typePlaces.get(type) ?? 'alone')}`, place);
  });
  const classes = [...byClass].map(([key, places]): EntryClass => {
    const first = entries[places[0] ?? 0];
    const type = key.slice(key.lastIndexOf('/') + 1);
    return {
      places,
      tickets: first?.tickets ?? 1,
      amounts: (first?.amounts ?? []).flatMap((amount, row) => (amount === 0 ? [] : [[row, amount] as const])),
      type: type === 'alone' ? null : Number(type),
    };
  });
  const classOf: number[] = [];
  classes.forEach(({ places }, at) => places.forEach((place) => (classOf[place] = at)));
  const types = [...byType.values()].map((households, at) => ({
    households,
    classes: classes.flatMap(({ type }, place) => (type === at ? [place] : [])),
  }));
  return { rows, classes, types, classOf };
}

function grow<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
