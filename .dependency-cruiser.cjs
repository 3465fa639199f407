// The architecture. `rooms` says which room may enter which; the rules below are generated from it, and
// test/architecture/rooms.spec.ts plants a violation of each and expects it to be caught.

const { vendors } = require('./.dependency-cruiser.vendors.cjs');

/** What a month of a fund is made of, below what it credits. */
const fundOfAMonth = ['kernel', 'rules', 'ledger', 'funds', 'lots', 'members', 'payers', 'contributions', 'arrears'];

/** Each room of libs/domain/src with the rooms it may enter, the lowest first. A new subject is a line here. */
const rooms = {
  kernel: [],
  rules: ['kernel'],
  ledger: ['kernel'],
  funds: ['kernel', 'rules', 'ledger'],
  notices: ['kernel', 'rules', 'funds'],
  lots: ['kernel', 'rules', 'ledger', 'funds', 'notices'],
  members: ['kernel', 'rules', 'ledger', 'funds', 'notices', 'lots'],
  guardians: ['kernel', 'funds', 'members'],
  separations: ['kernel', 'ledger', 'funds', 'lots', 'members'],
  cards: ['kernel', 'funds'],
  imports: ['kernel', 'rules', 'ledger', 'funds', 'members'],
  applications: ['kernel', 'rules', 'funds', 'notices', 'members'],
  payers: ['kernel', 'rules', 'ledger', 'funds', 'notices', 'members'],
  contributions: ['kernel', 'rules', 'ledger', 'funds', 'notices', 'members', 'payers'],
  arrears: ['kernel', 'rules', 'ledger', 'funds', 'notices', 'members', 'payers', 'contributions'],
  allocations: ['kernel', 'rules', 'ledger', 'funds', 'lots', 'members', 'payers', 'contributions'],
  budget: ['kernel', 'rules', 'ledger', 'funds'],
  spending: ['kernel', 'ledger', 'funds', 'lots'],
  outlets: ['kernel', 'rules', 'ledger', 'funds', 'notices', 'members'],
  purchases: ['kernel', 'rules', 'ledger', 'funds', 'guardians', 'outlets', 'cards'],
  slips: ['kernel', 'rules', 'ledger', 'funds', 'outlets', 'purchases'],
  tallies: ['kernel', 'rules', 'ledger', 'funds', 'outlets'],
  payouts: ['kernel', 'rules', 'ledger', 'funds', 'members', 'outlets', 'purchases', 'slips'],
  tickets: ['kernel', 'rules', 'ledger', 'funds', 'outlets', 'cards', 'purchases'],
  simulator: [...fundOfAMonth, 'allocations'],
  sortition: ['kernel'],
  lotteries: ['kernel', 'rules', 'ledger', 'funds', 'notices', 'members', 'applications', 'simulator', 'sortition'],
  draws: [
    'kernel',
    'rules',
    'ledger',
    'funds',
    'notices',
    'members',
    'applications',
    'simulator',
    'sortition',
    'lotteries',
  ],
  council: ['kernel', 'rules', 'funds', 'notices', 'members', 'sortition', 'lotteries', 'draws'],
  cycle: [
    ...fundOfAMonth,
    'allocations',
    'budget',
    'imports',
    'applications',
    'payouts',
    'tickets',
    'outlets',
    'draws',
    'council',
  ],
};

const room = (name) => `^libs/domain/src/${name}/`;
const inRooms = '^libs/domain/src/';
const nameless = '^libs/domain/src/[^/]+/(?!index\\.ts$)[^/.]+\\.ts$';
const specs = '\\.(spec|int-spec|e2e-spec|spec-support)\\.ts$';
const npm = (names) => `(^|/)node_modules/(@types/)?${names}/`;
const anyPackage = '(^|/)node_modules/';
const kind = (middle) => `\\.${middle}\\.ts$`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const eachRoom = Object.entries(rooms).map(([name, allowed]) =>
  forbid(
    `room-${name}`,
    `${name} may enter ${allowed.join(', ') || 'no other room'}. Something two rooms need lives in the lower one; ` +
      'news for a higher one goes through the outbox. The table `rooms` in .dependency-cruiser.cjs is the architecture.',
    { path: room(name), pathNot: '\\.int-spec\\.ts$' },
    { path: inRooms, pathNot: [name, ...allowed].map(room) },
  ),
);

const eachVendor = Object.entries(vendors).map(([name, [names, allowed, comment]]) =>
  forbid(
    `vendor-${name}`,
    comment,
    { path: '^(apps|libs|infra)/', pathNot: [...allowed, specs, '^infra/dev/'] },
    { path: npm(names) },
  ),
);

const doors = [
  forbid(
    'room-not-in-the-table',
    'A room is a line of the table `rooms` in .dependency-cruiser.cjs: add it, with the rooms it may enter.',
    { path: '^libs/domain/src/', pathNot: Object.keys(rooms).map(room) },
    {},
  ),
  forbid(
    'between-rooms',
    "Another room is entered by its nameless files, its .query files, the ledger's store and members' admissions (whole " +
      'pages of units, for imports); never by its other stores, use cases, gateways or index.',
    { path: '^libs/domain/src/([^/]+)/', pathNot: ['\\.int-spec\\.ts$', kind('module')] },
    {
      path: inRooms,
      pathNot: [
        '^libs/domain/src/$1/',
        nameless,
        kind('(query|spec-support)'),
        `${room('ledger')}ledger\\.store\\.ts$`,
        `${room('members')}admissions\\.store\\.ts$`,
      ],
    },
  ),
  forbid(
    'between-modules',
    "A module imports other rooms' modules (and their nameless and .query files), nothing else of theirs.",
    { path: '^libs/domain/src/([^/]+)/[^/]+\\.module\\.ts$' },
    {
      path: inRooms,
      pathNot: ['^libs/domain/src/$1/', nameless, kind('(query|module)'), `${room('ledger')}ledger\\.store\\.ts$`],
    },
  ),
  forbid(
    'apps-enter-by-the-index',
    'Apps enter a room by its index: import from #domain/<room>, and export there what is missing.',
    { path: '^apps/', pathNot: '^apps/[^/]+-web/' },
    { path: inRooms, pathNot: '^libs/domain/src/[^/]+/index\\.ts$' },
  ),
  forbid(
    'ground-floor-by-the-index',
    'The ground floor is entered by #tenancy, the database by #database: export from their index what is missing.',
    { path: '^(apps|libs)/', pathNot: ['^libs/tenancy/src/', specs] },
    { path: '^(libs/tenancy/src|infra)/', pathNot: ['^libs/tenancy/src/index\\.ts$', '^infra/database/index\\.ts$'] },
  ),
  forbid(
    'across-by-name',
    'Across packages imports are by name (#domain/<room>, #tenancy, #database), never relative.',
    { path: '^(apps|libs/domain|libs/tenancy|infra)/', pathNot: [specs, '^apps/[^/]+-web/'] },
    {
      path: '^(libs|infra)/',
      pathNot: ['^$1/', '^libs/[^/]+/project\\.json$'],
      dependencyTypesNot: ['aliased-subpath-import'],
    },
  ),
  forbid(
    'nothing-imports-an-app',
    'Nothing imports an app: what two apps need lives in a lib.',
    { path: '^(libs|infra)/' },
    { path: '^apps/' },
  ),
  forbid(
    'apps-apart',
    'Apps do not import each other: what two apps need lives in a lib.',
    { path: '^apps/([^/]+)/' },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  forbid('tenancy-below', 'The ground floor knows no room.', { path: '^libs/tenancy/' }, { path: '^libs/domain/' }),
  forbid('ground-below', 'The ground (infra) knows no lib.', { path: '^infra/' }, { path: '^libs/' }),
  forbid(
    'web-apps-apart',
    "Web apps know the api only through its OpenAPI document; of a lib they import a room's browser.ts at most.",
    { path: '^apps/[^/]+-web/' },
    { path: '^(libs|infra|test)/', pathNot: '^libs/domain/src/[^/]+/browser\\.ts$' },
  ),
];

const purity = [
  forbid(
    'nameless-is-pure',
    'A nameless file is pure: it imports kernel and other nameless files only; no Nest, SQL, node:*, package, #tenancy or store.',
    {
      path: nameless,
      pathNot: [`${room('kernel')}calendar\\.ts$`, `${room('rules')}presets\\.ts$`, `${room('funds')}iban\\.ts$`],
    },
    { pathNot: nameless },
  ),
  forbid(
    'calendar-is-pure',
    'kernel/calendar imports temporal-polyfill and the kernel, nothing else.',
    { path: `${room('kernel')}calendar\\.ts$` },
    { pathNot: [npm('temporal-polyfill'), nameless] },
  ),
  forbid(
    'iban-is-pure',
    'funds/iban imports ibantools and nameless files, nothing else.',
    { path: `${room('funds')}iban\\.ts$` },
    { pathNot: [npm('ibantools'), nameless] },
  ),
  forbid(
    'presets-are-pure',
    'rules/presets imports the preset files and nameless files, nothing else.',
    { path: `${room('rules')}presets\\.ts$` },
    { pathNot: [`${room('rules')}presets/[^/]+\\.json$`, nameless] },
  ),
];

const kinds = [
  forbid(
    'use-case-alone',
    'A use case is one story: it calls no other use case, and no controller, dto or job. What two share is a pure file or a store.',
    { path: kind('use-case') },
    { path: kind('(use-case|controller|dto|job|module)') },
  ),
  forbid(
    'use-case-knows-no-framework',
    'A use case knows neither HTTP nor the queue nor the pool; of Nest only @nestjs/common (Injectable).',
    { path: kind('use-case') },
    { path: [npm('(bullmq|ioredis|fastify|@fastify/[^/]+|typeorm|pg)'), npm('@nestjs/(?!common/)[^/]+')] },
  ),
  forbid(
    'query-only-reads',
    'A query reads rows for a screen: no store, use case or gateway.',
    { path: kind('query') },
    { path: kind('(store|use-case|gateway|controller|job)') },
  ),
  forbid(
    'store-decides-nothing',
    "A store reads and writes its own room: no use case, gateway, or another room's store.",
    { path: kind('store') },
    { path: kind('(use-case|gateway|controller|job|query)') },
  ),
  forbid(
    'gateway-speaks-outside',
    'A gateway speaks to one outside party: no store, query or use case.',
    { path: kind('gateway') },
    { path: kind('(store|query|use-case|controller|job)') },
  ),
  forbid(
    'controller-decides-nothing',
    'A controller decodes, authorises, calls, encodes: it reaches a room by its index, never a store or the database.',
    { path: kind('(controller|dto)') },
    { path: [kind('(store|job|gateway)'), npm('(typeorm|@nestjs/typeorm|pg|bullmq|ioredis)')] },
  ),
  forbid(
    'job-runs-one-use-case',
    'A job unwraps its envelope and runs one use case: no store, no database, no HTTP.',
    { path: kind('job') },
    { path: [kind('(store|controller|dto|gateway)'), npm('(typeorm|@nestjs/typeorm|pg|fastify|@fastify/[^/]+)')] },
  ),
];

const ground = [
  forbid(
    'no-unresolved-import',
    'This import leads nowhere, and would pass every other rule in silence: correct it.',
    {},
    { couldNotResolve: true },
  ),
  forbid(
    'no-cycle',
    'Two files that need each other are one thing or three: move what both need into a file of its own.',
    {},
    { circular: true },
  ),
  forbid(
    'no-undeclared-package',
    'The package is not in package.json: another one brought it, and may take it away.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  forbid(
    'no-tool-in-production',
    'A devDependency is not there in production: move it to dependencies, or the import to a test.',
    { path: '^(apps|libs|infra)/', pathNot: [specs, '^infra/dev/'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'no-test-in-production',
    'Production code imports no test.',
    { path: '^(apps|libs|infra)/', pathNot: specs },
    { path: ['^test/', specs] },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...ground, ...doors, ...eachRoom, ...purity, ...kinds, ...eachVendor],
  options: {
    doNotFollow: { path: anyPackage },
    exclude: { path: '^(dist|coverage|\\.data|\\.nx)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.base.json` },
    enhancedResolveOptions: {
      conditionNames: ['source', 'types', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
      mainFields: ['types', 'module', 'main'],
    },
    skipAnalysisNotInRules: true,
  },
};
