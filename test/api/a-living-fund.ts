// A fund in the middle of its month: a member with a due and money in the pot, ready to be asked about.
import { newId, NoticeStore, type TenantId } from '#tenancy';
import { OpenDuesUseCase } from '#domain/contributions';
import { PlanMonthUseCase } from '#domain/cycle';
import { DecideOutletUseCase, ProposeOutletUseCase } from '#domain/outlets';
import { IssueCallsUseCase } from '#domain/payers';
import { presetByKey, type Rules } from '#domain/rules';
import type { FrontDoor, Visitor } from './front-door';

/** What there is to ask about in a fund. */
export interface LivingFund {
  readonly fundId: TenantId;
  readonly slug: string;
  readonly coordinator: Visitor;
  readonly treasurer: Visitor;
  readonly volunteer: Visitor;
  /** Acts for `payerId`. */
  readonly payer: Visitor;
  /** Serves at `outletId`. */
  readonly outlet: Visitor;
  readonly member: Visitor;
  readonly outletId: string;
  /** Pays 10 € for Bintou. */
  readonly payerId: string;
  readonly agreementId: string;
  readonly callId: string;
  readonly unitId: string;
  readonly personId: string;
  readonly otherUnitId: string;
  readonly otherPersonId: string;
  /** Bintou's sister sees for Bintou. */
  readonly guardianId: string;
  readonly dueId: string;
  readonly accountId: string;
  readonly monthRunId: string;
  readonly noticeId: string;
}

const FLERS = presetByKey('flers').rules;

/** The rules of a living fund: those of Flers, where one may pay on paper too. */
export const LIVING_RULES: Rules = { ...FLERS, payment: [...FLERS.payment, 'paper-ticket'] };

const STAFF = [
  ['tresorerie', 'treasurer'],
  ['benevole', 'volunteer'],
  ['payeur', 'payer'],
  ['commerce', 'outlet'],
] as const;

/** Makes a fund whose November has begun, through the front door where there is a door for it. */
export async function aLivingFund(door: FrontDoor, slug: string): Promise<LivingFund> {
  const fundId = await door.fund(slug, 'flers', LIVING_RULES);
  await door.person(`coordination@${slug}.example`, [{ fund: fundId, role: 'coordinator', subjectId: null }]);
  const coordinator = await door.signedIn(`coordination@${slug}.example`, slug);
  const own = await admit(coordinator, `Ali de ${slug}`);
  const other = await admit(coordinator, `Bintou de ${slug}`);
  await door.person(`membre@${slug}.example`, [{ fund: fundId, role: 'member', subjectId: own.personId }]);
  const payer = await aPayer(coordinator, other.unitId);
  const monthRunId = await beginNovember(door, fundId);
  await door.outside(fundId, () => door.app.get(IssueCallsUseCase, { strict: false }).run());
  const calls = await coordinator.get('/api/payer-calls');
  const dues = await coordinator.get(`/api/account-units/${own.unitId}/contributions`);
  const noticeId = await aNotice(door, fundId, own.unitId);
  const outletId = await anOutlet(door, fundId);
  const subjects = { payer: payer.payerId, outlet: outletId, treasurer: null, volunteer: null };
  for (const [name, role] of STAFF) {
    await door.person(`${name}@${slug}.example`, [{ fund: fundId, role, subjectId: subjects[role] }]);
  }
  const accounts = await coordinator.get('/api/ledger/accounts?kind=pot');
  return {
    fundId,
    slug,
    coordinator,
    monthRunId,
    noticeId,
    ...own,
    ...payer,
    callId: firstOf(calls.body, 'callId'),
    treasurer: await door.signedIn(`tresorerie@${slug}.example`, slug),
    volunteer: await door.signedIn(`benevole@${slug}.example`, slug),
    payer: await door.signedIn(`payeur@${slug}.example`, slug),
    outlet: await door.signedIn(`commerce@${slug}.example`, slug),
    outletId,
    member: await door.signedIn(`membre@${slug}.example`, slug),
    otherUnitId: other.unitId,
    otherPersonId: other.personId,
    guardianId: await sister(coordinator, other.personId),
    dueId: firstOf(dues.body, 'dueId'),
    accountId: firstOf(accounts.body, 'accountId'),
  };
}

/** Admits a person and answers their unit. */
export async function admit(coordinator: Visitor, name: string): Promise<{ unitId: string; personId: string }> {
  const body = { label: name, joinedOn: '2026-09-02', persons: [{ name }], pledgeCents: 4_000 };
  const answer = await coordinator.post('/api/account-units', body);
  if (answer.status !== 201) throw new Error(`${name} was not admitted: ${answer.text}`);
  return { unitId: String(answer.body['accountUnitId']), personId: String((answer.body['personIds'] as string[])[0]) };
}

async function aPayer(coordinator: Visitor, accountUnitId: string): Promise<{ payerId: string; agreementId: string }> {
  const card = { name: 'CCAS', kind: 'ccas', moneySource: 'public', callDay: 10, daysToPay: 30, reference: 'BC-17' };
  const payerId = String((await coordinator.post('/api/payers', card)).body['payerId']);
  const part = { accountUnitId, shareMode: 'fixed', amountCents: 1_000, from: '2026-11' };
  const agreement = await coordinator.post(`/api/payers/${payerId}/agreements`, part);
  return { payerId, agreementId: String(agreement.body['agreementId']) };
}

async function anOutlet(door: FrontDoor, fundId: TenantId): Promise<string> {
  const card = { description: null, contact: 'Rosa Pré', email: null, phone: null, address: null };
  const { outletId } = await door.outside(fundId, () =>
    door.app.get(ProposeOutletUseCase, { strict: false }).run({
      ...card,
      name: 'La ferme du Pré',
      kind: 'producer',
      cameBy: 'team',
      why: 'Proposée au marché',
      sites: [],
      proposedBy: null,
      formKey: null,
    }),
  );
  const everything = { scope: 'everything', title: 'Toute la ferme', category: 'mixed', coveragePercent: 100 } as const;
  await door.outside(fundId, () =>
    door.app.get(DecideOutletUseCase, { strict: false }).run({
      outletId,
      outcome: 'approved',
      explanation: 'Bienvenue',
      lines: [{ ...everything, validFrom: null }],
      reviewOn: null,
    }),
  );
  return outletId;
}

async function sister(coordinator: Visitor, of: string): Promise<string> {
  const { body } = await coordinator.post('/api/persons', { name: 'La sœur de Bintou' });
  const charge = { personId: body['personId'], kind: 'relative', scope: 'sees', from: '2026-11-22' };
  const answer = await coordinator.post(`/api/persons/${of}/guardians`, charge);
  return String(answer.body['guardianId']);
}

async function beginNovember(door: FrontDoor, fundId: TenantId): Promise<string> {
  await door.inside(fundId, () => door.app.get(PlanMonthUseCase, { strict: false }).run());
  const [row] = await door.database.asOwner('select month_run_id from cycle.month_run where tenant_id = $1', [fundId]);
  const monthRunId = String(row?.['month_run_id'] ?? newId());
  await door.outside(fundId, () => door.app.get(OpenDuesUseCase, { strict: false }).run({ monthRunId }));
  // What the worker would do next is nobody's concern here: the month is at rest.
  await door.database.asOwner('update tenancy.outbox set done_at = now() where tenant_id = $1', [fundId]);
  return monthRunId;
}

async function aNotice(door: FrontDoor, fundId: TenantId, accountUnitId: string): Promise<string> {
  const facts = { month: '2026-10', owedCents: 4_000 };
  const notice = { key: 'essai', kind: 'arrears-reminder', accountUnitId, personId: null, facts, deadlineDays: 14 };
  await door.inside(fundId, () => door.app.get(NoticeStore, { strict: false }).write([notice]));
  const [row] = await door.database.asOwner('select notice_id from tenancy.notice where tenant_id = $1', [fundId]);
  return String(row?.['notice_id']);
}

/** A field of the first item of a page. */
export function firstOf(body: Readonly<Record<string, unknown>>, field: string): string {
  return String((body['items'] as Record<string, unknown>[])[0]?.[field]);
}
