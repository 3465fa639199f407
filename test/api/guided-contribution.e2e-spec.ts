import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TenantId } from '#tenancy';
import { presetByKey } from '#domain/rules';
import { aLivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

const dieulefit = presetByKey('dieulefit').rules;
const keeping = { ...dieulefit, contribution: { ...dieulefit.contribution, keepAnswers: true } };
const SAID = { answers: [{ question: 'fin-de-mois', answer: 'justes' }], sentence: 'equilibre' };
const ASKED = '/api/funds/dieulefit/guided-contribution';

let door: FrontDoor;
let keeper: Visitor;
let forgetful: Visitor;
let keeperId: TenantId;

beforeAll(async () => {
  door = await openFrontDoor();
  await aLivingFund(door, 'flers');
  [forgetful] = await guidedFund('dieulefit', dieulefit);
  [keeper, keeperId] = await guidedFund('garde', keeping);
});
afterAll(() => door.close());

async function guidedFund(slug: string, rules: object): Promise<[Visitor, TenantId]> {
  const fundId = await door.fund(slug, 'dieulefit', rules);
  await door.person(`coordination@${slug}.example`, [{ fund: fundId, role: 'coordinator', subjectId: null }]);
  return [await door.signedIn(`coordination@${slug}.example`, slug), fundId];
}

const admit = (coordinator: Visitor, rest: object) =>
  coordinator.post('/api/account-units', {
    label: 'Ali',
    joinedOn: '2026-11-02',
    persons: [{ name: 'Ali' }],
    pledgeCents: 4_000,
    ...rest,
  });
const everythingKept = async (): Promise<string> => {
  const [row] = await door.database.asOwner(
    `select (select json_agg(a) from tenancy.audit a)::text || (select json_agg(i) from tenancy.idempotency i)::text
       || (select coalesce(json_agg(g), '[]') from members.guided_answer g where g.tenant_id <> $1)::text as kept`,
    [keeperId],
  );
  return String(row?.['kept']);
};

describe('a guided contribution', () => {
  it('shows its questions and sentences to anyone who thinks of joining', async () => {
    const { status, body } = await door.visitor().get(ASKED);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      examplesCents: [4_000, 6_000, 11_500],
      minCents: 0,
      maxCents: null,
      keepAnswers: false,
    });
    expect((body['questions'] as unknown[]).length).toBe(3);
    expect((body['sentences'] as unknown[]).length).toBe(3);
  });

  it('proposes an amount from the answers, and nothing of them is kept anywhere', async () => {
    const answer = await door.visitor().post(`${ASKED}/proposal`, SAID, { key: null });
    expect(answer).toMatchObject({ status: 200, body: { proposedCents: 5_000 } });
    expect(await everythingKept()).not.toContain('equilibre');
  });

  it('says why it proposes nothing', async () => {
    const propose = (url: string, body: object) => door.visitor().post(`${url}/proposal`, body, { key: null });
    const silence = { answers: [], sentence: null };
    expect(await propose(ASKED, silence)).toMatchObject({ status: 422, body: { code: 'guided-nothing-answered' } });
    expect(await propose(ASKED, { ...silence, sentence: 'riche' })).toMatchObject({
      status: 422,
      body: { code: 'guided-answer-unknown', known: ['soutenue', 'equilibre', 'solidaire'] },
    });
    expect(await propose('/api/funds/flers/guided-contribution', SAID)).toMatchObject({
      status: 409,
      body: { code: 'contribution-not-guided' },
    });
    for (const nobody of ['nulle-part', 'FLERS', '%00']) {
      const answer = await propose(`/api/funds/${nobody}/guided-contribution`, SAID);
      expect(answer).toMatchObject({ status: 404, body: { code: 'fund-unknown' } });
    }
  });

  it('tells of its questions before its first month', async () => {
    const fundId = await door.fund('bientot', 'dieulefit');
    await door.database.asOwner(`update funds.rules_version set effective_month = '2027-09-01' where tenant_id = $1`, [
      fundId,
    ]);
    const answer = await door.visitor().post('/api/funds/bientot/guided-contribution/proposal', SAID, { key: null });
    expect(answer).toMatchObject({ status: 200, body: { proposedCents: 5_000 } });
  });

  it('lets the person decide: the amount pledged need not be the one proposed', async () => {
    expect(await admit(forgetful, { pledgeCents: 1 })).toMatchObject({ status: 201 });
    expect(await admit(forgetful, { pledgeCents: 12_345 })).toMatchObject({ status: 201 });
  });

  it('takes no answers where the rules do not keep them', async () => {
    expect(await admit(forgetful, { guided: SAID })).toMatchObject({
      status: 422,
      body: { code: 'field-not-needed', field: 'guided' },
    });
    expect(await everythingKept()).not.toContain('equilibre');
  });

  it('keeps the answers with the pledge where the rules say so, and shows them with it', async () => {
    const admitted = await admit(keeper, { guided: SAID });
    expect(admitted.status).toBe(201);
    const unit = `/api/account-units/${String(admitted.body['accountUnitId'])}`;
    await keeper.post(`${unit}/pledges`, { pledgeCents: 5_000, guided: { answers: [], sentence: 'solidaire' } });
    await keeper.post(`${unit}/pledges`, { pledgeCents: 6_000 });
    const { body } = await keeper.get(unit);
    const pledges = body['pledges'] as { amountCents: number; guided: unknown }[];
    expect(pledges.map(({ amountCents, guided }) => [amountCents, guided])).toEqual([
      [4_000, SAID],
      [5_000, { answers: [], sentence: 'solidaire' }],
      [6_000, null],
    ]);
  });

  it('refuses a pledge that is negative or enormous, naming the field and the remedy', async () => {
    expect(await admit(forgetful, { pledgeCents: -4_000 })).toMatchObject({
      status: 422,
      body: { code: 'input-invalid', errors: [{ pointer: '/pledgeCents' }] },
    });
    expect(await admit(forgetful, { pledgeCents: 400_000_000 })).toMatchObject({
      status: 422,
      body: {
        code: 'pledge-outside-rules',
        errors: [{ pointer: '/pledgeCents', detail: 'cette cotisation est trop haute : indiquez 100000 € ou moins' }],
      },
    });
  });
});
