import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, TenantTransaction } from '#tenancy';
import { cents, dayOf, type Id, monthOf } from '#domain/kernel';
import { fundAccount, LedgerStore } from '#domain/ledger';
import { ChangeStandingUseCase } from '#domain/outlets';
import { readBack, tagsOfKind } from '../../apps/api/src/print/read-back.spec-support';
import { aLivingFund, firstOf, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';
import { oweOutlet } from './owe-outlet';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

const printed = async (visitor: Visitor, url: string): ReturnType<typeof readBack> =>
  readBack(await visitor.bytes(url));

describe('a batch of cards', () => {
  it('is printed with the number and the address of each card, and no more with one that is blocked', async () => {
    const made = await flers.coordinator.post('/api/card-batches', { count: 11 });
    const url = `/api/card-batches/${String(made.body['batchId'])}/cards.pdf`;
    const numbers = (made.body['cards'] as { cardNo: string }[]).map(({ cardNo }) => cardNo);
    const answer = await flers.coordinator.get(url);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="cartes.pdf"',
    });
    const read = await printed(flers.coordinator, url);
    expect(read.pages.flatMap(({ codes }) => codes).sort()).toEqual(
      numbers.map((cardNo) => `http://localhost:3210/c/flers/${cardNo}`).sort(),
    );

    const [lost = ''] = numbers;
    const memberNo = await flers.coordinator.post(`/api/persons/${flers.personId}/member-number`, {});
    await flers.volunteer.post('/api/cards/assign', { cardNo: lost, memberNo: memberNo.body['memberNo'] });
    const cards = await flers.coordinator.get(`/api/persons/${flers.personId}/cards`);
    const cardId = firstOf(cards.body, 'cardId');
    const named = await printed(flers.coordinator, `/api/cards/${cardId}/card.pdf`);
    expect(named.pages.map(({ text }) => text).join()).toContain('Ali de flers');

    await flers.member.post(`/api/cards/${cardId}/block`, { reason: 'lost' });
    const codes = (await printed(flers.coordinator, url)).pages.flatMap((page) => page.codes);
    expect(codes).toHaveLength(10);
    expect(codes.filter((code) => code.endsWith(lost))).toEqual([]);
    expect((await flers.coordinator.get(`/api/cards/${cardId}/card.pdf`)).body['code']).toBe('nothing-to-print');
    expect((await lavoir.coordinator.get(url)).body['code']).toBe('card-batch-unknown');
  });
});

describe('an outlet', () => {
  it('prints its own poster, with the address where people pay it, and nobody else’s', async () => {
    const url = `/api/outlets/${flers.outletId}/poster.pdf`;
    const poster = await printed(flers.outlet, `${url}?size=A5`);
    expect(poster.pages.map(({ codes, millimetres }) => ({ codes, millimetres }))).toEqual([
      { codes: ['http://localhost:3210/p/flers/1'], millimetres: [148, 210] },
    ]);
    expect(poster.title).toBe('Payer avec Mon Compte Alim’ : La ferme du Pré');
    for (const other of [lavoir.outlet, lavoir.coordinator]) {
      expect(await other.get(url)).toMatchObject({ status: 404, body: { code: 'outlet-unknown' } });
    }
    expect((await flers.outlet.get(`${url}?size=A0`)).status).toBe(422);
  });

  it('prints as many shelf labels as it wants of what is covered today, and none once it is suspended', async () => {
    const url = `/api/outlets/${lavoir.outletId}/labels.pdf`;
    const read = await printed(lavoir.outlet, `${url}?copies=3`);
    expect(tagsOfKind(read.tags, 'H2')).toHaveLength(3);
    expect(read.pages[0]?.text).toMatch(/Mon Compte Alim’ paie\s+100\s%/);
    await door.outside(lavoir.fundId, () =>
      door.app.get(ChangeStandingUseCase, { strict: false }).run({
        outletId: lavoir.outletId,
        change: 'suspend',
        explanation: 'Le temps d’une visite',
      }),
    );
    for (const sheet of ['labels.pdf', 'poster.pdf']) {
      const answer = await lavoir.outlet.get(`/api/outlets/${lavoir.outletId}/${sheet}`);
      expect(answer).toMatchObject({ status: 409, body: { code: 'nothing-to-print' } });
    }
  });
});

describe('the statement of a payout', () => {
  it('is printed for the outlet as soon as it is drafted, with each line, and for no other', async () => {
    for (const cents of [1_250, -250]) await oweOutlet(door, flers, { outletId: flers.outletId, cents });
    await flers.treasurer.post('/api/payouts/drafts', { through: '2026-11-22' });
    const payoutId = firstOf((await flers.outlet.get('/api/payouts')).body, 'payoutId');
    const url = `/api/payouts/${payoutId}/statement.pdf`;
    const { pages, title } = await printed(flers.outlet, url);
    const text = pages.map((page) => page.text.replaceAll('\u00a0', ' ')).join('\n');
    expect(title).toBe('Relevé de règlement n° 1 : La ferme du Pré');
    for (const words of ['Brouillon', '12,50 €', '−2,50 €', '10,00 €', '2 lignes', 'Page 1 sur 1']) {
      expect(text).toContain(words);
    }
    for (const other of [lavoir.outlet, lavoir.coordinator]) {
      expect(await other.get(url)).toMatchObject({ status: 404, body: { code: 'payout-unknown' } });
    }
  });
});

describe('somebody without a phone', () => {
  it('is handed a numbered receipt for cash, which nobody else’s account shows', async () => {
    const paid = { amountCents: 1_050, method: 'cash' };
    const { body } = await lavoir.volunteer.post(`/api/contributions/${lavoir.dueId}/receipts`, paid);
    const url = `/api/receipts/${String(body['attemptId'])}/receipt.pdf`;
    const { pages, title } = await printed(lavoir.volunteer, url);
    const text = pages.map((page) => page.text.replaceAll(/\s+/g, ' ')).join(' ');
    expect(title).toBe(`Reçu n° ${String(body['receiptNo'])}`);
    for (const words of [
      'Ali de lavoir',
      '10,50 €',
      'dix euros et cinquante centimes',
      'novembre 2026',
      'en espèces',
    ]) {
      expect(text).toContain(words);
    }
    expect(pages[0]?.millimetres).toEqual([148, 210]);
    expect((await lavoir.member.get(url)).status).toBe(200);
    for (const other of [flers.member, flers.coordinator]) {
      expect(await other.get(url)).toMatchObject({ status: 404, body: { code: 'receipt-unknown' } });
    }
  });

  it('reads on paper what the account began with, what came and went, and what is left', async () => {
    const { unitId, fundId } = flers;
    await door.inside(fundId, () =>
      door.app.get(LedgerStore, { strict: false }).open([fundAccount('pot'), allocationOf(unitId)]),
    );
    await credit(flers, { amount: 4_000, on: '2026-10-05' });
    await credit(flers, { amount: 6_000, on: '2026-11-05' });
    const url = `/api/account-units/${unitId}/statement.pdf?from=2026-11-01&to=2026-11-22`;
    const { pages } = await printed(flers.member, url);
    const text = pages.map((page) => page.text.replaceAll(/\s+/g, ' ')).join(' ');
    for (const words of ['Ali de flers', 'Solde au 1er novembre 2026', '40,00 €', '+60,00 €', '100,00 €']) {
      expect(text).toContain(words);
    }
    const theirs = `/api/account-units/${flers.otherUnitId}/statement.pdf`;
    expect((await flers.member.get(theirs)).body['code']).toBe('account-unit-unknown');
  });
});

describe('a sheet of tickets', () => {
  it('is printed with the value, the number and the code of each, without one that was reported lost', async () => {
    const { coordinator, unitId } = flers; // whose account holds 100 €
    const wanted = {
      tickets: [
        { valueCents: 500, count: 2 },
        { valueCents: 1_000, count: 1 },
      ],
    };
    const { body } = await coordinator.post(`/api/account-units/${unitId}/ticket-sheets`, wanted);
    const tickets = body['tickets'] as { ticketId: string; ticketNo: string }[];
    const url = `/api/ticket-sheets/${String(body['sheetId'])}/tickets.pdf`;
    const { pages } = await printed(coordinator, url);
    const addresses = tickets.map(({ ticketNo }) => `http://localhost:3210/t/flers/${ticketNo}`);
    expect(pages.flatMap(({ codes }) => codes).sort()).toEqual([...addresses].sort());
    const text = pages.map((page) => page.text.replaceAll(/\s+/g, ' ')).join(' ');
    for (const words of ['5 €', '10 €', 'Sans rendu de monnaie', 'Valable jusqu’au']) expect(text).toContain(words);

    await flers.member.post(`/api/tickets/${tickets[0]?.ticketId ?? ''}/lost`, {});
    const codes = (await printed(coordinator, url)).pages.flatMap((page) => page.codes);
    expect(codes.sort()).toEqual(addresses.slice(1).sort());
    expect((await lavoir.coordinator.get(url)).body['code']).toBe('ticket-sheet-unknown');
  });
});

const allocationOf = (unitId: string) => ({ kind: 'allocation', owner: unitId as Id<'account-unit'> }) as const;

async function credit({ fundId, unitId }: LivingFund, { amount, on }: { amount: number; on: string }): Promise<void> {
  const transfer = { debit: fundAccount('pot'), credit: allocationOf(unitId), amount: cents(amount) };
  await door.outside(fundId, () =>
    door.app.get(TenantTransaction, { strict: false }).run(() =>
      door.app.get(LedgerStore, { strict: false }).post({
        reason: 'allocation-credited',
        sourceKind: 'credit',
        transition: 'credited',
        bookedOn: dayOf(on),
        lot: { month: monthOf(on.slice(0, 7)), expiresOn: null },
        transfers: [{ ...transfer, sourceId: newId(), line: 1, entryId: newId() }],
      }),
    ),
  );
}
