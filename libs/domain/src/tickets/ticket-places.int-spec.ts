import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkBooks } from '../../../../infra/database/books-check';
import { day, type LivingFund } from '../../../../test/support/living-fund';
import { PaperStory } from '../../../../test/support/paper-story';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { approvedOutlet, paperFund } from '../../../../test/support/ticket-fund';
import { newId } from '#tenancy';
import { cents } from '../kernel/money';
import { NoticesQuery } from '../notices/notices.query';
import { SpendingQuery } from '../spending/spending.query';
import { IssueTicketsUseCase } from './issue-tickets.use-case';
import { RedeemTicketsUseCase, type TicketsToRedeem } from './redeem-tickets.use-case';
import { TakeBackTicketsUseCase } from './take-back-tickets.use-case';
import { TicketsQuery } from './tickets.query';

const ALL = { after: null, limit: 100 };

let rooms: Rooms;
let fund: LivingFund;
let unit: string;

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, (of) => approvedOutlet(rooms, of));
  const { fund: living, units } = await paperFund(rooms, 1);
  fund = living;
  unit = units[0] ?? '';
});
afterAll(() => rooms.close());

async function issued(count: number): Promise<string[]> {
  const wanted = [{ value: cents(500), count }];
  const { tickets } = await fund.as(() => rooms.get(IssueTicketsUseCase).run({ accountUnitId: unit, wanted }));
  return tickets.map(({ ticketNo }) => ticketNo);
}
const redeem = (asked: Partial<TicketsToRedeem> & Pick<TicketsToRedeem, 'outlet' | 'ticketNos'>) =>
  rooms.get(RedeemTicketsUseCase).run({ boughtOn: null, box: null, ...asked });
const kinds = async () => {
  const november = { from: day('2026-11-01'), to: day('2026-11-30') };
  return (await fund.read(() => rooms.get(SpendingQuery).byCategory(november))).map(
    ({ category, accountCents }) => [category, accountCents] as const,
  );
};

describe('what tickets were spent on', () => {
  it('is known of an outlet with one line, told by one with several, and else not told: the figures are whole', async () => {
    const paper = new PaperStory(rooms, fund);
    const { outletId: one } = await paper.outlet({ category: 'bread-cereals' });
    const { outletId: several } = await paper.outlet({ category: 'vegetables-fruit', percent: 70 });
    await paper.line(several, { category: 'drinks', percent: 30 });
    await paper.line(several, { category: 'meat-fish', percent: 0 });
    const [first = '', second = '', third = ''] = await issued(3);
    const at = (outletId: string, ticketNo: string, category?: string) =>
      redeem({ outlet: { outletId }, ticketNos: [ticketNo], ...(category ? { category } : {}) });
    await fund.as(() => at(one, first));
    expect(await refused(fund, () => at(several, second, 'meat-fish'))).toBe('ticket-category-not-covered');
    await fund.as(() => at(several, second, 'drinks'));
    await fund.as(() => at(several, third));
    expect((await kinds()).sort()).toEqual([
      ['bread-cereals', 500],
      ['drinks', 500],
      ['not-told', 500],
    ]);
    expect(await fund.faults()).toEqual([]);
    const { database } = rooms;
    await database.asOwner('begin');
    await database.asOwner(`select set_config('app.tenant_id', $1, true)`, [fund.id]);
    await database.asOwner(`update purchases.purchase_line set amount_cents = 499 where tenant_id = $1`, [fund.id]);
    const checks = await checkBooks((sql) => database.asOwner(sql));
    await database.asOwner('rollback');
    expect(checks.filter(({ ok }) => !ok).map(({ checkName }) => checkName)).toEqual(['purchases equal their lines']);
  });
});

describe('tickets that soon pay no more', () => {
  it('are told to those who have them three weeks before, once a sheet, by what is left of it', async () => {
    const [first = ''] = await issued(3);
    const lost = await issued(1);
    await rooms.database.asOwner(`update tickets.ticket set lost_on = '2026-11-06' where ticket_no = $1`, [lost[0]]);
    const notices = async () =>
      (await fund.read(() => rooms.get(NoticesQuery).list({ channel: null, state: 'to-tell' }, ALL)))
        .filter(({ kind }) => kind === 'tickets-end')
        .map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, ' '));
    await fund.as(() => rooms.get(TakeBackTicketsUseCase).run({ ticketNos: [first] }));
    await fund.morning('2027-04-14');
    await fund.run('tickets.warn');
    expect(await notices()).toEqual([]);
    await fund.morning('2027-04-15');
    expect(await fund.read(() => rooms.get(TicketsQuery).warningDue(day('2027-04-15')))).toBe(true);
    await fund.run('tickets.warn');
    await fund.run('tickets.warn');
    expect(await fund.read(() => rooms.get(TicketsQuery).warningDue(day('2027-04-15')))).toBe(false);
    const [told, ...others] = await notices();
    expect(told).toContain('2 tickets, pour 10,00 €, à utiliser jusqu’au 6 mai 2027');
    expect(others).toEqual([]);
    await fund.morning('2026-11-06');
  });
});

describe('tickets at an outlet outside the communes of the rules', () => {
  it('are refused at its till, and from its box unless the coordination says why not', async () => {
    const outletId = await approvedOutlet(rooms, fund);
    const [first = '', second = '', third = ''] = await issued(3);
    await rooms.database.asOwner(
      `update funds.rules_version set document = jsonb_set(document, '{spending,areas}', '["Cadenet"]') where tenant_id = $1`,
      [fund.id],
    );
    const box = (ticketNo: string, outsideAreasReason: string | null) =>
      redeem({
        outlet: { outletId },
        ticketNos: [ticketNo],
        boughtOn: day('2026-11-06'),
        box: { controlTotal: cents(500), outsideAreasReason },
      });
    expect(await refused(fund, () => redeem({ outlet: { outletId }, ticketNos: [first] }))).toBe(
      'outlet-outside-areas',
    );
    expect(await refused(fund, () => box(first, null))).toBe('outlet-outside-areas');
    expect(await fund.as(() => box(first, 'servi de bonne foi'))).toMatchObject({ totalCents: 500 });
    const page = { after: null, limit: 9 };
    expect(await fund.read(() => rooms.get(TicketsQuery).boxes(page))).toMatchObject([{ tickets: 1 }]);
    await rooms.database.asOwner(
      `insert into outlets.site (tenant_id, site_id, outlet_id, name, commune, hours)
       values ($1, $2, $3, 'Le marché', 'CADENET', '[]')`,
      [fund.id, newId(), outletId],
    );
    await fund.as(() => redeem({ outlet: { outletId }, ticketNos: [second] }));
    await fund.as(() => box(third, null));
    expect(await fund.faults()).toEqual([]);
  });
});
