// Whether a file is what it claims to be, before anything in it is believed: a record may come from anybody.

/** What a value must look like: a kind, one of some words, a list, or an object of such (`?` behind a name: may be absent). */
type Shape =
  | 'text'
  | 'number'
  | 'count'
  | 'yes-no'
  | readonly string[]
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly orNull: Shape }
  | { readonly members: Readonly<Record<string, Shape>> }
  | { readonly either: readonly Shape[] };

const list = (shape: Shape): Shape => ({ list: shape });
const orNull = (shape: Shape): Shape => ({ orNull: shape });
const members = (shapes: Readonly<Record<string, Shape>>): Shape => ({ members: shapes });

const FRACTION = 'number';
const BOUND = orNull(FRACTION);
const METHOD: Shape = ['leximin', 'maximin', 'equal'];
const STATUS: Shape = ['optimal', 'within-eps'];

const commitment = members({
  format: ['tablee-tirage/1'],
  fund: 'text',
  kind: ['council', 'admission'],
  test: 'yes-no',
  sequence: 'count',
  previous: orNull('text'),
  committedAt: orNull('text'),
  lines: list(members({ code: 'text', commitment: 'text' })),
  rows: list(members({ key: 'text', min: BOUND, max: BOUND })),
  households: 'yes-no',
  method: METHOD,
  'maxChanceRatio?': FRACTION,
  panels: 'count',
  software: members({ name: 'text', version: 'text', solver: 'text' }),
  secret: orNull('text'),
  publicValue: {
    either: [
      members({ source: ['drand'], chain: 'text', round: 'count' }),
      members({ source: ['dice'], throws: 'count', before: 'text' }),
      members({ source: ['given'] }),
    ],
  },
});

const lottery = members({
  commitment: 'text',
  status: STATUS,
  eps: FRACTION,
  chances: list(members({ code: 'text', certified: FRACTION, listed: 'count' })),
  panels: list(list('text')),
  sealed: 'text',
});

const draw = members({
  lottery: 'text',
  secret: orNull('text'),
  publicValue: {
    either: [
      members({ source: ['drand'], chain: 'text', round: 'count', signature: 'text' }),
      members({ source: ['dice'], throws: 'text' }),
      members({ source: ['given'], seed: 'text' }),
    ],
  },
  seed: 'text',
  number: 'count',
  panel: list('text'),
  reserve: list('text'),
  totals: list(members({ row: 'text', listed: orNull('count'), drawn: orNull('count') })),
});

const saltedLine = {
  line: members({
    code: 'text',
    tickets: 'number',
    household: orNull('text'),
    counts: { map: 'number' },
  }),
  salt: 'text',
} as const;

const pairs = list(list({ either: ['number', 'text'] }));
const proof = members({
  method: METHOD,
  status: STATUS,
  eps: FRACTION,
  chances: list(FRACTION),
  panels: list(members({ entries: list('count'), chance: FRACTION })),
  neverDrawable: list('count'),
  certificate: members({
    levels: list(
      members({
        bound: FRACTION,
        weights: pairs,
        rows: pairs,
        households: pairs,
        proof: ['arithmetic', 'enumeration'],
      }),
    ),
    'cap?': members({
      ratio: FRACTION,
      bound: FRACTION,
      exempt: list('count'),
      sure: list('count'),
      atLeast: pairs,
      atMost: pairs,
      rows: pairs,
      households: pairs,
    }),
  }),
});

/** The files that a draw leaves. */
export const SHAPES = {
  public: members({
    format: ['tablee-tirage/1'],
    commitment,
    lottery,
    draw,
    fingerprints: members({ commitment: 'text', lottery: 'text', draw: 'text' }),
  }),
  sealed: members({
    format: ['tablee-tirage-scelle/1'],
    commitment: 'text',
    lines: list(members(saltedLine)),
    proof,
  }),
  own: members({ format: ['tablee-ligne/1'], commitment: 'text', ...saltedLine }),
} satisfies Record<string, Shape>;

/**
 * Where a value is not of its shape, e.g. `lottery.panels[17][3]`: the first places, at most ten. A member that the shape does
 * not know is a fault too: what nobody checks has no place in a record.
 */
export function shapeFaults(value: unknown, shape: Shape, place = ''): string[] {
  const here = [place === '' ? 'le fichier' : place];
  if (typeof shape === 'string') return isOfKind(value, shape) ? [] : here;
  if (Array.isArray(shape)) return (shape as readonly unknown[]).includes(value) ? [] : here;
  return faultsInside(value, shape as Exclude<Shape, string | readonly string[]>, place).slice(0, 10);
}

function isOfKind(value: unknown, kind: 'text' | 'number' | 'count' | 'yes-no'): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'yes-no') return typeof value === 'boolean';
  return (
    typeof value === 'number' && (kind === 'number' ? Number.isFinite(value) : Number.isInteger(value) && value >= 0)
  );
}

function faultsInside(value: unknown, shape: Exclude<Shape, string | readonly string[]>, place: string): string[] {
  const here = [place === '' ? 'le fichier' : place];
  if ('orNull' in shape) return value === null ? [] : shapeFaults(value, shape.orNull, place);
  if ('either' in shape) return shape.either.some((one) => shapeFaults(value, one, place).length === 0) ? [] : here;
  if ('list' in shape) {
    if (!Array.isArray(value)) return here;
    return value.flatMap((item: unknown, index) => shapeFaults(item, shape.list, `${place}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return here;
  return faultsOfMembers(value as Readonly<Record<string, unknown>>, shape, place === '' ? '' : `${place}.`);
}

function faultsOfMembers(
  value: Readonly<Record<string, unknown>>,
  shape: { readonly map: Shape } | { readonly members: Readonly<Record<string, Shape>> },
  dot: string,
): string[] {
  if ('map' in shape) return Object.entries(value).flatMap(([key, one]) => shapeFaults(one, shape.map, `${dot}${key}`));
  const { members: known } = shape;
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(known, key) && !Object.hasOwn(known, `${key}?`));
  return [
    ...unknown.map((key) => `${dot}${key}`),
    ...Object.entries(known).flatMap(([name, one]) => {
      const key = name.replace(/\?$/, '');
      return key !== name && !Object.hasOwn(value, key) ? [] : shapeFaults(value[key], one, `${dot}${key}`);
    }),
  ];
}
