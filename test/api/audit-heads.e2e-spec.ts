import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChainAuditUseCase } from '#domain/funds';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;

beforeAll(async () => {
  door = await openFrontDoor();
});
afterAll(() => door.close());

describe('the sealed record of a fund', () => {
  it('shows its heads to anybody, the latest first, and nothing else', async () => {
    const flers = await door.fund('flers');
    await door.fund('lavoir');
    const seal = () => door.outside(flers, () => door.app.get(ChainAuditUseCase, { strict: false }).run());
    const first = await seal();
    expect((await door.visitor().get('/api/audit-heads/flers')).body).toEqual({
      heads: [{ slug: 'flers', ...first.head, publishedAt: expect.any(String) }],
    });
    expect((await door.visitor().get('/api/audit-heads/lavoir')).body).toEqual({ heads: [] });
    for (const nobody of ['nulle-part', '%00']) {
      expect(await door.visitor().get(`/api/audit-heads/${nobody}`)).toMatchObject({
        status: 404,
        body: { code: 'fund-unknown' },
      });
    }
  });
});
