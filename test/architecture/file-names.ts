// What a file's name and place say, and what they may not: the law of file names as functions over a list of files.

/** A file of the tree: its path from the root of the repository, its number of lines, and the first of them. */
export interface TreeFile {
  readonly path: string;
  readonly lines: number;
  readonly firstLine: string;
}

/** Middle names, and where a file of that kind may stand. */
const KINDS: Readonly<Record<string, RegExp>> = {
  'use-case': /^libs\/domain\/src\//,
  query: /^(libs\/(domain|tenancy)\/src|apps\/api\/src\/sign-in)\//,
  store: /^(libs\/(domain|tenancy)\/src|apps\/api\/src\/sign-in)\//,
  entity: /^libs\/domain\/src\//,
  gateway: /^(libs\/domain|apps\/(api|worker))\/src\//,
  controller: /^apps\/api\/src\//,
  dto: /^apps\/api\/src\//,
  // What the front door's framework asks for: each decodes or refuses a request, and decides nothing else.
  ...Object.fromEntries(
    ['filter', 'guard', 'interceptor', 'strategy'].map((kind) => [kind, /^apps\/api\/src\/(http|sign-in)\//]),
  ),
  job: /^apps\/worker\/src\//,
  module: /^(apps|libs)\//,
  page: /^apps\/[^/]+-web\/src\//,
  panel: /^apps\/[^/]+-web\/src\//,
  spec: /^(apps|libs|test\/architecture)\//,
  'int-spec': /^(apps|libs)\//,
  'e2e-spec': /^test\//,
  bench: /^test\/bench\//,
  d: /^(apps|test)\//, // the types of a package that brings none
  'spec-support': /^(apps|libs)\//, // generators of examples that several specs share
};

const FORBIDDEN = ['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'base', 'manager', 'service'];
/** Not SQL: a migration is one thought, and cannot be split once it has run. */
const CODE = /\.(ts|tsx|mjs|cjs)$/;
const LONGEST_FILE = 300;
/** A room holds at most this many files, not counting the specs that stand beside what they prove. */
const MOST_FILES = 25;
const PROOF = /\.(spec|int-spec|e2e-spec|spec-support)\.ts$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const FREE_NAMES =
  /^(README\.md|[a-z-]+\.Dockerfile|\.[a-z]+|(project|tsconfig|openapi)\.json|index\.html|[a-z]+\.config\.[a-z]+)$/;
const ROOM = /^(libs\/domain\/src|apps\/[^/]+\/src)\/([^/]+)\/(.+)$/;

/** Every fault of the list, as sentences that begin with the path. */
export function faultsOfNames(files: readonly TreeFile[]): string[] {
  return [...files.flatMap(faultsOfFile), ...crowdedRooms(files)];
}

function faultsOfFile(file: TreeFile): string[] {
  const { path, lines } = file;
  const faults = [...wordsOf(path), ...kindOf(path), ...flatness(path), ...captionOf(file)];
  if (CODE.test(path) && lines > LONGEST_FILE) faults.push(`has ${lines} lines: split it at ${LONGEST_FILE}`);
  return faults.map((fault) => `${path} ${fault}`);
}

function wordsOf(path: string): string[] {
  const parts = path.split('/');
  const last = parts.pop() ?? '';
  const named = FREE_NAMES.test(last) ? parts : [...parts, ...last.split('.').slice(0, -1)];
  return named.flatMap((part) => {
    if (!KEBAB.test(part)) return [`says "${part}": names are lower-case words joined by dashes`];
    const word = part.split('-').find((one) => FORBIDDEN.includes(one));
    return word ? [`says "${word}": name what it is`] : [];
  });
}

function kindOf(path: string): string[] {
  const [name = '', ...middles] = /([^/]+)\.tsx?$/.exec(path)?.[1]?.split('.') ?? [];
  const [kind] = middles;
  if (kind === undefined) return [];
  const place = KINDS[kind];
  if (middles.length > 1 || !place)
    return [`has the middle name "${middles.join('.')}", which is not in the vocabulary`];
  if (!place.test(path)) return [`stands where no .${kind} may stand`];
  return kind === 'use-case' && !name.includes('-') ? ['is a use case: its name is a verb and a noun'] : [];
}

function flatness(path: string): string[] {
  const [, place, room, inside = ''] = ROOM.exec(path) ?? [];
  const flat = !inside.includes('/') || (place === 'libs/domain/src' && /^presets\/[^/]+$/.test(inside));
  return flat ? [] : [`lies deeper than its room ${room ?? ''}: rooms are flat`];
}

function captionOf({ path, firstLine }: TreeFile): string[] {
  if (!/^libs\/domain\/src\/[^/]+\/(?!index\.ts$)[^/.]+\.ts$/.test(path)) return [];
  return /^\/[/*]/.test(firstLine) ? [] : ['does not say in its first line what it is for the fund'];
}

function crowdedRooms(files: readonly TreeFile[]): string[] {
  const rooms = new Map<string, number>();
  for (const { path } of files) {
    const [, place, room, inside = '/'] = ROOM.exec(path) ?? [];
    if (!inside.includes('/') && !PROOF.test(path))
      rooms.set(`${String(place)}/${String(room)}`, (rooms.get(`${String(place)}/${String(room)}`) ?? 0) + 1);
  }
  return [...rooms]
    .filter(([, count]) => count > MOST_FILES)
    .map(([room, count]) => `${room} holds ${count} files: split the room at ${MOST_FILES}`);
}
