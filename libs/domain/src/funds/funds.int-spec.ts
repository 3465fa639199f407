import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TenantTransaction } from '#tenancy';
import type { LivingFund } from '../../../../test/support/living-fund';
import { month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { CreateFundUseCase } from './create-fund.use-case';
import { FundDirectory } from './fund-directory.query';
import { FundsQuery } from './funds.query';
import { presetByKey } from '../rules/presets';
import { PublishRulesUseCase } from './publish-rules.use-case';

let rooms: Rooms;
let fund: LivingFund;
let other: LivingFund;

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'lyon', slug: 'lyon' });
  fund = await rooms.fund({ preset: 'flers', slug: 'flers' });
});
afterAll(() => rooms.close());

const create = (slug: string, rules: unknown) =>
  rooms.get(CreateFundUseCase).run({
    slug,
    name: 'Caisse',
    place: 'Ici',
    departement: '26',
    region: 'Drôme',
    demonstration: false,
    presetKey: null,
    rules,
    from: month('2026-11'),
    decisionNote: 'assemblée',
  });
const publish = (document: unknown, from: string) =>
  rooms.get(PublishRulesUseCase).run({ document, from: month(from), decisionNote: 'séance du 3' });
const rules = presetByKey('flers').rules;

describe('a fund that begins', () => {
  it('has a card, rules in force, books without a movement, and asks for its first month', async () => {
    expect(await fund.read(() => rooms.get(FundsQuery).current())).toMatchObject({ slug: 'flers', fundId: fund.id });
    const inForce = await fund.read(() => rooms.get(FundsQuery).rulesInForce(month('2026-11')));
    expect(inForce).toMatchObject({ from: '2026-01', document: rules, decisionNote: 'premières règles' });
    expect(await fund.read(() => rooms.get(FundsQuery).rulesInForce(month('2025-12')))).toBeNull();
    expect((await fund.waiting()).map(({ job }) => job)).toEqual(['month.plan']);
    expect((await fund.figures('2026-11-30')).held).toBe(0);
  });

  it('is refused under a name that is taken, and with rules that are not sound', async () => {
    expect(await refused(fund, () => create('lyon', rules))).toBe('fund-slug-taken');
    expect(await refused(fund, () => create('ailleurs', { ...rules, unit: 'village' }))).toBe('rules-invalid');
    expect(await rooms.get(FundDirectory).bySlug('ailleurs')).toBeNull();
  });

  it('is in the directory with all others, page by page', async () => {
    const directory = rooms.get(FundDirectory);
    const [first] = await directory.list({ after: null, limit: 1 });
    const rest = await directory.list({ after: String(first?.fundId), limit: 10 });
    expect([first, ...rest].map((one) => one?.slug).sort()).toEqual(['flers', 'lyon']);
    expect((await directory.bySlug('flers'))?.fundId).toBe(fund.id);
  });
});

describe('rules that are published', () => {
  it('are refused when unsound, for a month begun or past, and twice for a month', async () => {
    expect(await refused(fund, () => publish({ ...rules, schemaVersion: 9 }, '2026-12'))).toBe('rules-invalid');
    expect(await refused(fund, () => publish(rules, '2026-11'))).toBe('month-already-begun');
    expect(await refused(fund, () => publish(rules, '2026-03'))).toBe('month-already-begun');
    await fund.as(() => publish({ ...rules, unspent: { mode: 'accumulate' } }, '2027-01'));
    expect(await refused(fund, () => publish(rules, '2027-01'))).toBe('rules-already-published-for-month');
  });

  it('hold from their month on, and the history tells all of them, the latest first, in this fund only', async () => {
    const query = rooms.get(FundsQuery);
    const unspent = async (one: string) =>
      (await fund.read(() => query.rulesInForce(month(one))))?.document.unspent.mode;
    expect([await unspent('2026-12'), await unspent('2027-01'), await unspent('2030-01')]).toEqual([
      'expire',
      'accumulate',
      'accumulate',
    ]);
    const history = await fund.read(() => query.history({ after: null, limit: 10 }));
    expect(history.map(({ from }) => from)).toEqual(['2027-01', '2026-01']);
    const after = String(history[0]?.rulesVersionId);
    expect((await fund.read(() => query.history({ after, limit: 10 }))).map(({ from }) => from)).toEqual(['2026-01']);
    await expect(other.read(() => query.version(after))).rejects.toThrow('missing');
  });

  it('and were stored before an axis existed are read with what was then a matter of course', async () => {
    const later = ['unpaid', 'dunning', 'leaving', 'eligibility', 'spending'];
    const known = Object.entries(rules).filter(([axis]) => !later.includes(axis));
    const old = { ...Object.fromEntries(known), schemaVersion: 1, unspent: { mode: 'expire', months: 3 } };
    const transaction = rooms.get(TenantTransaction);
    const sql = `insert into funds.rules_version (tenant_id, rules_version_id, effective_month, document, decision_note,
      published_at) values ($1, gen_random_uuid(), '2028-01-01', $2, 'avant', now())`;
    await fund.as(() => transaction.run(() => transaction.query(sql, [fund.id, JSON.stringify(old)])));
    const inForce = await fund.read(() => rooms.get(FundsQuery).rulesInForce(month('2028-01')));
    expect(inForce?.document).toEqual(rules);
  });

  it('by two people at once for the same month are published once', async () => {
    const both = await Promise.allSettled([1, 2].map(() => fund.as(() => publish(rules, '2027-06'))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('can never be changed afterwards, in the database', async () => {
    const transaction = rooms.get(TenantTransaction);
    const send = (sql: string) => fund.as(() => transaction.run(() => transaction.query(sql)));
    await expect(send('update funds.rules_version set decision_note = decision_note')).rejects.toThrow(
      /permission denied/,
    );
    await expect(send('delete from funds.rules_version')).rejects.toThrow(/permission denied/);
  });
});
