import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { presetByKey } from '#domain/rules';
import { aLivingFund, type LivingFund } from '../api/a-living-fund';
import { type Answer, type FrontDoor, openFrontDoor, PASSWORD, type Visitor } from '../api/front-door';

type Role = 'nobody' | 'member' | 'coordinator' | 'platform';

/** One route: who may call it, and a sound call of it with the ids of a fund. */
interface Line {
  readonly may: readonly Role[];
  readonly body?: (fund: LivingFund) => unknown;
  readonly query?: string;
}

const ALL: readonly Role[] = ['nobody', 'member', 'coordinator', 'platform'];
const SIGNED_IN: readonly Role[] = ['member', 'coordinator', 'platform'];
const IN_FUND: readonly Role[] = ['member', 'coordinator'];
const COORDINATOR: readonly Role[] = ['coordinator'];
const PLATFORM: readonly Role[] = ['platform'];
const RULES = presetByKey('flers').rules;

/** Written by hand and not taken from the code: what each route is for decides who may call it. */
const MATRIX: Readonly<Record<string, Line>> = {
  'GET /health': { may: ALL },
  'GET /ready': { may: ALL },
  'POST /api/session': {
    may: ALL,
    body: ({ slug }) => ({ login: `coordination@${slug}.example`, password: PASSWORD, fund: slug }),
  },
  'GET /api/session': { may: SIGNED_IN },
  'PUT /api/session/fund': { may: IN_FUND, body: ({ fundId }) => ({ fundId }) },
  'DELETE /api/session': { may: SIGNED_IN },
  'GET /api/funds': { may: PLATFORM },
  'POST /api/funds': {
    may: PLATFORM,
    body: () => ({
      slug: `nouvelle-${String(Math.floor(performance.now() * 1000))}`,
      name: 'Nouvelle',
      place: 'Ici',
      departement: '61',
      region: 'Normandie',
      demonstration: false,
      rules: RULES,
      from: '2026-12',
      decisionNote: 'note',
    }),
  },
  'GET /api/funds/current': { may: IN_FUND },
  'GET /api/rules/current': { may: IN_FUND },
  'GET /api/rules/history': { may: IN_FUND },
  'POST /api/rules/validate': { may: ['coordinator', 'platform'], body: () => ({ document: RULES }) },
  'POST /api/rules': { may: COORDINATOR, body: () => ({ document: RULES, from: '2027-06', decisionNote: 'note' }) },
  'POST /api/rules/comparisons': { may: COORDINATOR, body: () => ({ document: RULES }) },
  'POST /api/simulations': { may: COORDINATOR, body: () => ({ months: 24 }) },
  'GET /api/admission/places': { may: COORDINATOR },
  'GET /api/presets': { may: SIGNED_IN },
  'GET /api/presets/{key}': { may: SIGNED_IN },
  'GET /api/account-units': { may: COORDINATOR },
  'POST /api/account-units': {
    may: COORDINATOR,
    body: () => ({ label: 'Nouveau', joinedOn: '2026-11-02', persons: [{ name: 'Nouveau' }], pledgeCents: 4_000 }),
  },
  'GET /api/account-units/{accountUnitId}': { may: IN_FUND },
  'GET /api/account-units/{accountUnitId}/contributions': { may: IN_FUND },
  'GET /api/account-units/{accountUnitId}/statement': { may: IN_FUND },
  'POST /api/account-units/{accountUnitId}/pledges': { may: IN_FUND, body: () => ({ pledgeCents: 5_000 }) },
  'POST /api/account-units/{accountUnitId}/pauses': {
    may: COORDINATOR,
    body: () => ({ from: '2027-03', until: '2027-04' }),
  },
  'POST /api/account-units/{accountUnitId}/pauses/end': {
    may: COORDINATOR,
    body: () => ({ lastPausedMonth: '2027-03' }),
  },
  'POST /api/account-units/{accountUnitId}/departure': { may: COORDINATOR, body: () => ({ lastMonth: '2027-08' }) },
  'POST /api/account-units/{accountUnitId}/persons': {
    may: COORDINATOR,
    body: () => ({ name: 'Arrivée', from: '2026-11-02' }),
  },
  'POST /api/account-units/{accountUnitId}/persons/{personId}/departure': {
    may: COORDINATOR,
    body: () => ({ lastDay: '2026-11-30' }),
  },
  'GET /api/persons': { may: COORDINATOR },
  'POST /api/persons': { may: COORDINATOR, body: () => ({ name: 'Tutrice' }) },
  'GET /api/persons/{personId}/guardians': { may: COORDINATOR },
  'POST /api/persons/{personId}/guardians': {
    may: COORDINATOR,
    body: ({ otherPersonId }) => ({ personId: otherPersonId, kind: 'relative', scope: 'sees', from: '2026-11-23' }),
  },
  'POST /api/guardians/{guardianId}/end': { may: COORDINATOR, body: () => ({ lastDay: '2026-12-31' }) },
  'GET /api/units-in-charge': { may: ['member'] },
  'GET /api/notices': { may: COORDINATOR },
  'GET /api/notices/sheet': { may: COORDINATOR, query: '?channel=counter' },
  'GET /api/notices/sheet.csv': { may: COORDINATOR, query: '?channel=counter' },
  'POST /api/notices/{noticeId}/told': { may: COORDINATOR, body: () => ({ outcome: 'told', channel: 'counter' }) },
  'POST /api/notices/numbers/{noticeNo}/told': {
    may: COORDINATOR,
    body: () => ({ outcome: 'told', channel: 'counter' }),
  },
  'GET /api/contributions': { may: COORDINATOR, query: '?month=2026-11' },
  'POST /api/contributions/{dueId}/receipts': { may: COORDINATOR, body: () => ({ amountCents: 100, method: 'cash' }) },
  'GET /api/allocations': { may: COORDINATOR, query: '?month=2026-11' },
  'GET /api/months': { may: COORDINATOR },
  'GET /api/months/{month}': { may: COORDINATOR },
  'POST /api/months/{month}/credit-decision': {
    may: COORDINATOR,
    body: () => ({ decision: 'postpone', reason: 'essai' }),
  },
  'GET /api/grants': { may: COORDINATOR },
  'POST /api/grants': {
    may: COORDINATOR,
    body: () => ({
      kind: 'grant',
      destination: 'pot',
      moneySource: 'public',
      funder: 'Orne',
      amountCents: 100,
      receivedOn: '2026-11-20',
    }),
  },
  'GET /api/ledger/figures': { may: COORDINATOR },
  'GET /api/ledger/accounts': { may: COORDINATOR },
  'GET /api/ledger/accounts/{accountId}/statement': { may: COORDINATOR },
  'GET /api/audit': { may: COORDINATOR },
  'GET /api/runs/{runId}': { may: COORDINATOR },
  'GET /api/runs/{runId}/events': { may: COORDINATOR },
  'GET /api/runs/{runId}/errors': { may: COORDINATOR },
};

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;
let platform: Visitor;
let routes: string[];

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
  await door.person('platform@tablee.example', [], true);
  platform = await door.signedIn('platform@tablee.example');
  const { body } = await door.visitor().get('/openapi.json');
  routes = Object.entries(body['paths'] as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
afterAll(() => door.close());

/** Who each role is; signing in and out is tried by somebody who came for it alone. */
async function visitorAs(role: Role, route: string): Promise<Visitor> {
  const once = ['DELETE /api/session', 'POST /api/session'].includes(route);
  switch (role) {
    case 'nobody':
      return door.visitor();
    case 'member':
      return once ? door.signedIn('membre@flers.example', 'flers') : flers.member;
    case 'coordinator':
      return once ? door.signedIn('coordination@flers.example', 'flers') : flers.coordinator;
    case 'platform':
      return once ? door.signedIn('platform@tablee.example') : platform;
  }
}

function call(visitor: Visitor, route: string, fund: LivingFund): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const { body, query = '' } = MATRIX[route] ?? { may: [] };
  const url = path
    .replace('{accountUnitId}', fund.unitId)
    .replace('{personId}', fund.personId)
    .replace('{guardianId}', fund.guardianId)
    .replace('{dueId}', fund.dueId)
    .replace('{accountId}', fund.accountId)
    .replace('{runId}', fund.monthRunId)
    .replace('{noticeId}', fund.noticeId)
    .replace('{noticeNo}', '1')
    .replace('{month}', '2026-11')
    .replace('{key}', 'flers');
  return visitor.call(method as 'GET', `${url}${query}`, body === undefined ? {} : { body: body(fund) });
}

describe('the role matrix', () => {
  it('has a line for every route of the contract, and no line for a route that is gone', () => {
    expect(routes.filter((route) => !(route in MATRIX))).toEqual([]);
    expect(Object.keys(MATRIX).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it.each(ALL)('lets %s call what it says and nothing else', async (role) => {
    for (const [route, { may }] of Object.entries(MATRIX)) {
      const { status, text } = await call(await visitorAs(role, route), route, flers);
      const expected = may.includes(role) ? 'passes' : role === 'nobody' ? '401' : '403';
      // What passes may still be against a rule (a pause that is there already), but never refused or broken.
      const seen = [401, 403].includes(status) ? String(status) : status < 500 && status !== 404 ? 'passes' : text;
      expect({ route, role, seen }).toEqual({ route, role, seen: expected });
    }
  });

  it('gives nobody who is refused a glimpse: only the problem comes back', async () => {
    for (const role of ['nobody', 'member', 'platform'] as const) {
      for (const [route] of Object.entries(MATRIX).filter(([, { may }]) => !may.includes(role))) {
        const { body } = await call(await visitorAs(role, route), route, flers);
        expect({ route, members: Object.keys(body).sort() }).toEqual({
          route,
          members: ['code', 'instance', 'status', 'title', 'type'],
        });
      }
    }
  });

  it('refuses before it looks at the fields', async () => {
    for (const [route] of Object.entries(MATRIX).filter(
      ([route, { may }]) => route.startsWith('POST') && !may.includes('member'),
    )) {
      const [, path = ''] = route.split(' ');
      const url = path.replaceAll(/\{\w+\}/g, 'x');
      expect({ route, status: (await flers.member.post(url, { absurde: true }, { key: null })).status }).toEqual({
        route,
        status: 403,
      });
      expect({ route, status: (await door.visitor().post(url, { absurde: true }, { key: null })).status }).toEqual({
        route,
        status: 401,
      });
    }
  });
});

describe('a coordinator of another fund', () => {
  it('finds nothing behind this fund’s ids', async () => {
    const ids = ['accountUnitId', 'dueId', 'accountId', 'runId', 'guardianId', 'noticeId'];
    const withIds = Object.entries(MATRIX).filter(([route]) => ids.some((id) => route.includes(`{${id}}`)));
    expect(withIds.length).toBeGreaterThan(10);
    for (const [route] of withIds) {
      const answer = await call(lavoir.coordinator, route, flers);
      expect({ route, status: answer.status, code: answer.body['code'] }).toEqual({
        route,
        status: 404,
        code: expect.stringMatching(/-unknown$/),
      });
    }
  });

  it('gets only their own where no id is named', async () => {
    const foreign = [
      flers.fundId,
      flers.unitId,
      flers.otherUnitId,
      flers.personId,
      flers.dueId,
      flers.accountId,
      flers.monthRunId,
      flers.noticeId,
    ];
    for (const [route] of Object.entries(MATRIX).filter(
      ([route, { may }]) => route.startsWith('GET') && !route.includes('{') && may.includes('coordinator'),
    )) {
      const { status, text } = await call(lavoir.coordinator, route, lavoir);
      expect({ route, status, foreign: foreign.filter((id) => text.includes(id)) }).toEqual({
        route,
        status: 200,
        foreign: [],
      });
    }
  });

  it('cannot enter', async () => {
    expect(await lavoir.coordinator.put('/api/session/fund', { fundId: flers.fundId })).toMatchObject({ status: 403 });
  });
});

describe('somebody signed in who has chosen no fund', () => {
  it('is asked to choose one wherever a fund is needed', async () => {
    const visitor = await door.signedIn('coordination@flers.example');
    for (const [route] of Object.entries(MATRIX).filter(
      ([, { may }]) => may.includes('coordinator') && !may.includes('platform') && may !== IN_FUND,
    )) {
      expect({ route, ...(await call(visitor, route, flers)).body }).toMatchObject({
        route,
        status: 403,
        code: 'fund-not-chosen',
      });
    }
  });
});
