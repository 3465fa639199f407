import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { presetByKey } from '#domain/rules';
import { aLivingFund, type LivingFund, LIVING_RULES } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let platform: Visitor;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  await door.person('platform@tablee.example', [], true);
  platform = await door.signedIn('platform@tablee.example');
});
afterAll(() => door.close());

describe('funds and rules', () => {
  it('are listed for the platform a page at a time, each once', async () => {
    for (const slug of ['vire', 'domfront', 'athis']) await door.fund(slug);
    const seen: string[] = [];
    let after = '';
    for (let round = 0; round < 10; round += 1) {
      const { body } = await platform.get(`/api/funds?limit=2${after && `&after=${after}`}`);
      seen.push(...(body['items'] as { slug: string }[]).map(({ slug }) => slug));
      if (body['next'] === null) break;
      after = String(body['next']);
    }
    expect(seen.sort()).toEqual(['athis', 'domfront', 'flers', 'vire']);
  });

  it('show a coordinator and a member their own fund and the rules in force', async () => {
    for (const visitor of [flers.coordinator, flers.member]) {
      expect(await visitor.get('/api/funds/current')).toMatchObject({
        status: 200,
        body: { fundId: flers.fundId, slug: 'flers', timeZone: 'Europe/Paris' },
      });
      const rules = await visitor.get('/api/rules/current');
      expect(rules).toMatchObject({ status: 200, body: { from: '2026-01', document: LIVING_RULES } });
      expect((await visitor.get('/api/rules/current?month=2026-01')).body).toEqual(rules.body);
    }
  });

  it('take a new version from a month to come when two people signed, and keep the one before', async () => {
    const document = { ...presetByKey('flers').rules, allocation: { mode: 'fixed', amountCents: 9_000 } };
    expect(await flers.coordinator.post('/api/rules/validate', { document }, { key: null })).toMatchObject({
      body: { valid: true, errors: [] },
    });
    const sent = { document, from: '2027-01', decisionNote: 'vote du 20 novembre' };
    const proposed = await flers.coordinator.post('/api/rules', sent);
    expect(proposed).toMatchObject({ status: 201, body: { state: 'awaiting-approval' } });
    const { rulesVersionId, approvalId } = proposed.body;
    expect((await flers.member.get('/api/rules/current?month=2027-05')).body).toMatchObject({ from: '2026-01' });
    const signature = `/api/approvals/${String(approvalId)}/confirmation`;
    expect(await flers.coordinator.post(signature, {})).toMatchObject({
      status: 409,
      body: { code: 'approval-needs-another-person' },
    });
    expect(await flers.treasurer.post(signature, {})).toMatchObject({
      status: 200,
      body: { act: 'rules.publish', state: 'confirmed', subjectId: rulesVersionId, payload: { from: '2027-01' } },
    });
    expect((await flers.member.get('/api/rules/current?month=2026-12')).body).toMatchObject({ from: '2026-01' });
    expect((await flers.member.get('/api/rules/current?month=2027-05')).body).toMatchObject({
      rulesVersionId,
      from: '2027-01',
      decisionNote: 'vote du 20 novembre',
    });
    const { body } = await flers.member.get('/api/rules/history?limit=1');
    expect((body['items'] as { from: string }[]).map(({ from }) => from)).toEqual(['2027-01']);
    expect((await flers.member.get(`/api/rules/history?limit=1&after=${String(body['next'])}`)).body).toMatchObject({
      items: [{ from: '2026-01' }],
      next: null,
    });
    const again = await flers.coordinator.post('/api/rules', { document, from: '2027-01', decisionNote: 'encore' });
    expect(again).toMatchObject({ status: 409, body: { code: 'rules-already-published-for-month' } });
  });

  it('take a version back before its month, and show everybody why', async () => {
    const { body } = await flers.member.get('/api/rules/history?limit=1');
    const { rulesVersionId } = (body['items'] as { rulesVersionId: string }[])[0] ?? { rulesVersionId: '' };
    const url = `/api/rules/${rulesVersionId}/withdrawal`;
    expect(await flers.coordinator.post(url, { reason: 'trop tôt' })).toMatchObject({ status: 200 });
    expect(await flers.coordinator.post(url, { reason: 'encore' })).toMatchObject({
      status: 409,
      body: { code: 'rules-already-withdrawn' },
    });
    expect((await flers.member.get('/api/rules/current?month=2027-05')).body).toMatchObject({ from: '2026-01' });
    expect((await flers.member.get('/api/rules/history')).body).toMatchObject({
      items: [
        { from: '2027-01', withdrawnReason: 'trop tôt', withdrawnAt: expect.any(String) },
        { from: '2026-01', withdrawnReason: null, withdrawnAt: null },
      ],
    });
  });

  it('say of a draft what is to be mended on the newer axes too', async () => {
    const document = {
      ...presetByKey('flers').rules,
      unpaid: { deadlineDays: 0 },
      dunning: { remindAfterDays: 10, retries: [{ afterDays: 7, classes: ['deceased'] }], callAfterDays: 5 },
      leaving: undefined,
    };
    const { body } = await flers.coordinator.post('/api/rules/validate', { document }, { key: null });
    expect(body).toMatchObject({ valid: false });
    expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/dunning/largestInstalments',
      '/dunning/retries/0/classes/0',
      '/leaving',
      '/unpaid/deadlineDays',
    ]);
  });

  it('start from twelve presets with their sources', async () => {
    const { text } = await flers.member.get('/api/presets');
    const presets = JSON.parse(text) as { key: string; sources: unknown[] }[];
    expect(presets.length).toBe(12);
    expect(presets.every(({ sources }) => sources.length > 0)).toBe(true);
    expect((await flers.member.get('/api/presets/flers')).body).toMatchObject({
      key: 'flers',
      rules: { unit: 'person' },
    });
  });
});
