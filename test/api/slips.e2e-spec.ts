import { presetByKey } from '#domain/rules';
import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let cadenet: Paper;
let dieulefit: Paper;

/** A fund with somebody for each role, a member and an outlet. */
interface Paper {
  readonly coordinator: Visitor;
  readonly volunteer: Visitor;
  readonly outlet: Visitor;
  readonly unitId: string;
}

async function aFundWithPaper(slug: string, pledge: object = {}): Promise<Paper> {
  const fundId = await door.fund(slug, slug, presetByKey(slug).rules);
  const outletId = newId();
  await door.database.asOwner(
    `insert into outlets.outlet values ($1, $2, 7, 'La ferme du Pré', 'producer', 'approved', now())`,
    [fundId, outletId],
  );
  await door.database.asOwner(
    `insert into outlets.approval_line values
       ($1, $3, $2, 'product-group', 'Légumes', 'vegetables-fruit', 70, '2026-01-01', null, now())`,
    [fundId, outletId, newId()],
  );
  await door.database.asOwner(
    `insert into outlets.step values ($1, $3, $2, 'approved', 'Bienvenue', '2026-01-01', 'approved', '2026-01-01', now(), null)`,
    [fundId, outletId, newId()],
  );
  for (const [role, subjectId] of [
    ['coordinator', null],
    ['volunteer', null],
    ['outlet', outletId],
  ] as const) {
    await door.person(`${role}@${slug}.example`, [{ fund: fundId, role, subjectId }]);
  }
  const coordinator = await door.signedIn(`coordinator@${slug}.example`, slug);
  const name = `Ali de ${slug}`;
  const unit = { label: name, joinedOn: '2026-09-02', persons: [{ name }], ...pledge };
  const { body } = await coordinator.post('/api/account-units', unit);
  return {
    coordinator,
    unitId: String(body['accountUnitId']),
    volunteer: await door.signedIn(`volunteer@${slug}.example`, slug),
    outlet: await door.signedIn(`outlet@${slug}.example`, slug),
  };
}

beforeAll(async () => {
  door = await openFrontDoor();
  cadenet = await aFundWithPaper('cadenet');
  dieulefit = await aFundWithPaper('dieulefit', { pledgeCents: 4_000 });
});
afterAll(() => door.close());

const receipt = (memberLabel: string) => ({
  memberLabel,
  outletNo: 7,
  boughtOn: '2026-11-20',
  lines: [{ amountCents: 1_001 }],
  receipt: 'T-17',
});

describe('an envelope of receipts', () => {
  it('is typed by a volunteer, validated by another person, and paid back', async () => {
    const { volunteer, coordinator, unitId } = cadenet;
    const envelope = { controlCount: 2, controlCents: 2_002 };
    const { body: opened } = await volunteer.post('/api/slip-batches', envelope);
    const url = `/api/slip-batches/${String(opened['batchId'])}`;
    const typed = await volunteer.post(`${url}/entries`, receipt('ali de CADENET'));
    expect(typed.body).toMatchObject({ typedCount: 1, typedCents: 1_001, missingCount: 1, missingCents: 1_001 });
    expect(typed.text).not.toContain(unitId);
    const early = await volunteer.post(`${url}/close`, {});
    expect(early.body).toMatchObject({ status: 422, code: 'batch-differs', missingCount: 1, missingCents: 1_001 });
    const twice = await volunteer.post(`${url}/entries/bulk`, {
      papers: [receipt('Ali de cadenet'), { ...receipt('Personne'), setAside: true }],
    });
    expect(twice.body['papers']).toEqual([
      { entryId: null, refusal: 'receipt-already-entered', remark: null, title: expect.stringContaining('déjà saisi') },
      { entryId: expect.any(String), refusal: 'member-label-unknown', remark: null, title: expect.any(String) },
    ]);
    expect((await volunteer.post(`${url}/close`, {})).body).toEqual({ typedCount: 2, typedCents: 2_002 });
    expect((await volunteer.post(`${url}/validate`, {})).status).toBe(403);
    const validated = await coordinator.post(`${url}/validate`, {});
    // 70 % of 10,01 is 7,007: rounded up to the cent, for the member
    expect(validated.body).toMatchObject({ accepted: 1, refused: 0, reimbursedCents: 701, bookedOn: '2026-11-22' });
    const { body: claims } = await coordinator.get('/api/claims');
    expect(claims['items']).toEqual([{ accountUnitId: unitId, label: 'Ali de cadenet', owedCents: 701 }]);
    // Typed for the wrong person: it is undone by the coordination alone, and then owed to nobody.
    const { entryId } = (typed.body['papers'] as { entryId: string }[])[0] ?? {};
    const reason = { reason: 'saisi au mauvais nom' };
    expect((await volunteer.post(`${url}/entries/${String(entryId)}/undo`, reason)).status).toBe(403);
    const undone = await coordinator.post(`${url}/entries/${String(entryId)}/undo`, reason);
    expect(undone).toMatchObject({
      status: 200,
      body: { reimbursedCents: 701, accountCents: 0, undoneOn: '2026-11-22' },
    });
    expect((await coordinator.get('/api/claims')).body['items']).toEqual([]);
    const elsewhere = await coordinator.post(`/api/purchases/${String(entryId)}/refunds`, reason);
    expect(elsewhere).toMatchObject({ status: 409, body: { code: 'refund-of-paper' } });
    const file = await coordinator.get(`${url}/entries?format=csv`);
    expect(file.text).toContain('T-17');
    expect((await coordinator.get('/api/slip-batches')).body['items']).toMatchObject([
      { batchNo: 1, state: 'validated', typedCount: 2, controlCount: 2 },
    ]);
  });

  it('shows a volunteer no list, and an outlet nothing at all', async () => {
    for (const url of [
      '/api/slips',
      '/api/slip-batches',
      '/api/claims',
      `/api/account-units/${cadenet.unitId}/slips`,
    ]) {
      expect((await cadenet.volunteer.get(url)).status).toBe(403);
      expect((await cadenet.outlet.get(url)).status).toBe(403);
    }
    expect((await cadenet.outlet.post('/api/slip-batches', { controlCount: 1, controlCents: 1 })).status).toBe(403);
  });

  it('asks for a slip or a name, and not for both', async () => {
    const { body } = await cadenet.volunteer.post('/api/slip-batches', { controlCount: 1, controlCents: 1 });
    const url = `/api/slip-batches/${String(body['batchId'])}/entries`;
    const both = { ...receipt('Ali de cadenet'), slipNumber: '1-AAA' };
    expect((await cadenet.volunteer.post(url, both)).body).toMatchObject({
      status: 422,
      code: 'input-invalid',
      errors: [{ pointer: '/slipNumber' }],
    });
  });
});

describe('a slip', () => {
  it('is handed out once however often the button is pressed, and is of no use in another fund', async () => {
    const key = newId();
    const { coordinator, unitId } = cadenet;
    const first = await coordinator.post('/api/slips', { accountUnitId: unitId }, { key });
    const again = await coordinator.post('/api/slips', { accountUnitId: unitId }, { key });
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect((await coordinator.get(`/api/account-units/${unitId}/slips`)).body['items']).toHaveLength(1);
    const { body } = await dieulefit.volunteer.post('/api/slip-batches', { controlCount: 1, controlCents: 1_000 });
    const typed = await dieulefit.volunteer.post(`/api/slip-batches/${String(body['batchId'])}/entries`, {
      slipNumber: first.body['slipNumber'],
      outletNo: 7,
      boughtOn: '2026-11-22',
      lines: [{ amountCents: 1_000 }],
    });
    expect(typed.body).toMatchObject({ status: 422, code: 'slip-of-another-fund' });
    const { body: closed } = await coordinator.post(`/api/slips/${String(first.body['slipId'])}/close`, {
      why: 'lost',
    });
    expect(closed).toEqual({ state: 'lost', closedOn: '2026-11-22' });
  });

  it('needs credit where the fund credits in advance', async () => {
    const asked = await dieulefit.coordinator.post('/api/slips', { accountUnitId: dieulefit.unitId });
    expect(asked.body).toMatchObject({ status: 409, code: 'slip-credit-too-low', availableCents: 0 });
  });
});
