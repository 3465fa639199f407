import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { presetByKey } from '#domain/rules';
import { admit, aLivingFund, type LivingFund } from './a-living-fund';
import { type Answer, type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
  for (const name of ['Chloé', 'Denis', 'Élise', 'Fatima']) await admit(flers.coordinator, name);
});
afterAll(() => door.close());

const RULES = presetByKey('flers').rules;
const ask = (path: string, body: unknown): Promise<Answer> => flers.coordinator.post(path, body, { key: null });
interface Month {
  readonly month: string;
  readonly units: number;
  readonly free: { readonly lowCents: number; readonly middleCents: number; readonly highCents: number };
}
const monthsOf = ({ body }: Answer): Month[] => body['months'] as Month[];

describe('seeing ahead', () => {
  it('shows a year of the fund as it is, libre first, and when the pot is empty', async () => {
    const answer = await ask('/api/simulations', {});
    expect(answer).toMatchObject({ status: 200, body: { seed: 'tablée', runs: 1, unpaidBasisPoints: 0 } });
    const months = monthsOf(answer);
    expect(months.map(({ month }) => month).slice(0, 2)).toEqual(['2026-12', '2027-01']);
    expect([months.length, months[0]?.units]).toEqual([12, 6]);
    expect(Object.keys(months[0] ?? {}).slice(0, 2)).toEqual(['month', 'free']);
    expect(answer.body['lowest']).toMatchObject({ freeCents: expect.any(Number) });
  });

  it('widens with chance, the same for the same seed, and never says it wrote anything', async () => {
    const risky = { months: 36, unpaidBasisPoints: 1_000, joinersPerMonth: 1.25, leaversPerMonth: 0.5, seed: 'mars' };
    const rowsBefore = await written();
    const [first, again] = [await ask('/api/simulations', risky), await ask('/api/simulations', risky)];
    expect(first).toMatchObject({ status: 200, body: { seed: 'mars', runs: 200 } });
    expect(again.text).toBe(first.text);
    const { lowCents = 0, highCents = 0 } = monthsOf(first).at(-1)?.free ?? {};
    expect(lowCents).toBeLessThan(highCents);
    expect(await written()).toEqual(rowsBefore);
  });

  it('takes a draft, a planned mix and grants to come', async () => {
    const document = { ...RULES, allocation: { mode: 'fixed', amountCents: 9_000 } };
    const people = [{ count: 30, people: [{ age: null }], pledgeCents: 6_000 }];
    const grants = [{ month: '2027-02', amountCents: 50_000 }];
    const answer = await ask('/api/simulations', { rules: document, people, grants });
    expect({ status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
      status: 200,
      text: '',
    });
    const months = monthsOf(answer);
    expect(months[0]?.units).toBe(30);
    const free = months.map((ahead) => ahead.free.middleCents);
    expect(Number(free[2]) - Number(free[1]) - (Number(free[1]) - Number(free[0]))).toBe(50_000);
  });

  it.each([
    ['eleven months', { months: 11 }, '/months', 'écrivez un nombre entier de 12 à 36'],
    ['four years', { months: 48 }, '/months', 'écrivez un nombre entier de 12 à 36'],
    ['a negative share', { spentBasisPoints: -1 }, '/spentBasisPoints', 'écrivez un nombre entier de 0 à 10000'],
    ['half a cent', { grants: [{ month: '2026-12', amountCents: 0.5 }] }, '/grants/0/amountCents', undefined],
    ['a grant that came before', { grants: [{ month: '2026-01', amountCents: 5 }] }, '/grants/0/month', undefined],
    [
      'a crowd',
      { joinersPerMonth: 1e9 },
      '/joinersPerMonth',
      'écrivez un nombre de 0 à 200, avec deux décimales au plus',
    ],
    ['a third of a person', { leaversPerMonth: 1 / 3 }, '/leaversPerMonth', undefined],
    ['nobody at all in a home', { people: [{ count: 1, people: [], pledgeCents: 1 }] }, '/people/0/people', undefined],
    ['another word', { whenShort: 'ignore' }, '/whenShort', undefined],
    ['a field of its own', { runs: 1_000_000 }, '/runs', undefined],
  ])('refuses %s, and says which field and what to write', async (_, body, pointer, detail) => {
    const { status, body: problem } = await ask('/api/simulations', body);
    expect({ status, code: problem['code'] }).toEqual({ status: 422, code: 'input-invalid' });
    const [error] = problem['errors'] as { pointer: string; detail: string }[];
    expect(error).toMatchObject({ pointer, detail: detail ?? expect.stringMatching(/^[a-zé].{8,}/) });
  });

  it('refuses a draft with all its faults, and one that counts households where there are persons', async () => {
    const { potResources: _, ...lacking } = RULES;
    expect(await ask('/api/simulations', { rules: lacking })).toMatchObject({
      status: 422,
      body: { code: 'rules-invalid', errors: [{ pointer: '/potResources' }] },
    });
    expect(await ask('/api/simulations', { rules: { ...RULES, unit: 'household' } })).toMatchObject({
      status: 409,
      body: { code: 'unit-cannot-change' },
    });
  });
});

describe('comparing a draft with the rules in force', () => {
  const draft = { ...RULES, allocation: { mode: 'fixed', amountCents: 20_000 } };

  it('tells in classes of five who would receive more', async () => {
    const { status, body } = await ask('/api/rules/comparisons', { document: draft });
    expect(status).toBe(200);
    expect(body).toMatchObject({ month: '2026-12', units: 6, pays: { directions: { less: 0, same: 6, more: 0 } } });
    const { classes } = body['gets'] as { classes: { units: number }[] };
    expect(classes.every(({ units }) => units >= 5)).toBe(true);
  });

  it('tells nothing of a fund of two', async () => {
    const { body } = await lavoir.coordinator.post('/api/rules/comparisons', { document: draft }, { key: null });
    expect(body).toMatchObject({ units: 2, gets: { inForceCents: null, directions: null, classes: null } });
  });
});

describe('places', () => {
  it('are as many as the pot can bear, and none for an empty pot', async () => {
    expect(await flers.coordinator.get('/api/admission/places')).toMatchObject({
      status: 200,
      body: { firstMonth: '2026-12', months: 12, admission: { units: expect.anything() } },
    });
    expect(await flers.coordinator.get('/api/admission/places?months=3')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/months' }] },
    });
  });
});

async function written(): Promise<unknown> {
  return door.database.asOwner(
    `select (select count(*) from tenancy.audit) as audit, (select count(*) from ledger.movement) as movements,
       (select count(*) from tenancy.outbox) as outbox`,
  );
}
