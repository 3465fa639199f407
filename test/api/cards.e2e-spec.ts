import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentifyHolderUseCase } from '#domain/cards';
import { aLivingFund, firstOf, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

/** Who a card and a PIN stand for at a till, or why not. */
function atTill(cardNo: string, pin: string): Promise<string> {
  return door
    .outside(flers.fundId, () => door.app.get(IdentifyHolderUseCase, { strict: false }).run({ cardNo, pin }))
    .then(
      ({ personId }) => personId,
      (error: unknown) => (error as { code: string }).code,
    );
}

describe('a member with a card', () => {
  it('is handed one by a volunteer who sees none, chooses a PIN, and blocks it in two steps when it is lost', async () => {
    const made = await flers.coordinator.post('/api/card-batches', { count: 2 });
    const cardNo = String((made.body['cards'] as { cardNo: string }[])[0]?.cardNo);
    const { body } = await flers.coordinator.post(`/api/persons/${flers.personId}/member-number`, {});
    const handed = await flers.volunteer.post('/api/cards/assign', { cardNo, memberNo: body['memberNo'] });
    expect(Object.keys(handed.body).sort()).toEqual(['cardId', 'cardNo']);
    expect((await flers.volunteer.get('/api/cards')).status).toBe(403);
    expect((await flers.member.post('/api/my-pin', { pin: '4071' })).body).toEqual({ memberNo: body['memberNo'] });
    expect(await atTill(cardNo, '4071')).toBe(flers.personId);

    const mine = await flers.member.get(`/api/persons/${flers.personId}/cards`);
    const cardId = firstOf(mine.body, 'cardId');
    expect((await flers.member.post(`/api/cards/${cardId}/block`, { reason: 'lost' })).status).toBe(204);
    expect(await atTill(cardNo, '4071')).toBe('card-blocked');
  });

  it('sees and blocks nobody else’s', async () => {
    const issued = await flers.coordinator.post(`/api/persons/${flers.otherPersonId}/cards`, {});
    const block = `/api/cards/${String(issued.body['cardId'])}/block`;
    for (const visitor of [flers.member, lavoir.member, lavoir.coordinator]) {
      expect(await visitor.post(block, { reason: 'lost' })).toMatchObject({
        status: 404,
        body: { code: 'card-unknown' },
      });
    }
    for (const route of ['cards', 'holder']) {
      const url = `/api/persons/${flers.otherPersonId}/${route}`;
      expect((await flers.member.get(url)).body['code']).toBe('person-not-in-fund');
      expect((await flers.coordinator.get(url)).status).toBe(200);
    }
  });

  it('is told a drawn PIN once, and it is kept nowhere: neither with the answer nor with the key of the call', async () => {
    const key = 'un tirage au guichet'.replaceAll(' ', '-');
    const drawn = await flers.treasurer.post(`/api/persons/${flers.otherPersonId}/pin`, {}, { key });
    expect(String(drawn.body['pin'])).toMatch(/^\d{4}$/);
    const chosen = await flers.member.post('/api/my-pin', { pin: '905271' }, { key: 'un-choix-de-code' });
    expect(chosen.status).toBe(200);
    const kept = await door.database.asOwner('select * from tenancy.idempotency where key = any($1)', [
      [key, 'un-choix-de-code'],
    ]);
    expect(kept).toEqual([]);
    const rows = await door.database.asOwner(
      `select facts::text from tenancy.audit where action = 'pin.set' union all select h::text from cards.holder h`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/905271/);
    expect((await flers.member.post('/api/my-pin', { pin: '1234' })).body['code']).toBe('pin-too-simple');
  });
});
