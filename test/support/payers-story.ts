// What tests of third-party payers say often: a payer is recorded, stands for somebody, and is seen to owe.
import { LedgerQuery } from '#domain/ledger';
import { AddAgreementUseCase, type AddPayer, AddPayerUseCase, type ShareRule } from '#domain/payers';
import { amount, day, type LivingFund, month } from './living-fund';
import type { Rooms } from './rooms';

/** An agreement to record; what is left out is: all, first, from November 2026 on, without cap or end. */
export interface AgreementWanted {
  readonly share?: ShareRule;
  readonly unitCap?: number | null;
  readonly rank?: number;
  readonly from?: string;
  readonly until?: string | null;
  readonly personId?: string | null;
  readonly reference?: string | null;
}

/** Tells of payers in the funds of some rooms. */
export class PayersStory {
  constructor(private readonly rooms: () => Rooms) {}

  /** Records a payer, a CCAS unless told otherwise. @returns its id */
  async payer(fund: LivingFund, rest: Partial<AddPayer> = {}): Promise<string> {
    const card: AddPayer = {
      name: 'CCAS de Flers',
      kind: 'ccas',
      moneySource: 'public',
      contact: null,
      address: null,
      email: null,
      phone: null,
      callDay: 10,
      daysToPay: 30,
      reference: null,
      monthlyCap: null,
      ...rest,
    };
    return (await fund.as(() => this.rooms().get(AddPayerUseCase).run(card))).payerId;
  }

  /** Records an agreement in the fund in scope. */
  agree(payerId: string, accountUnitId: string, wanted: AgreementWanted = {}): Promise<{ agreementId: string }> {
    const { share = { mode: 'all' }, unitCap = null, rank = 1, from = '2026-11' } = wanted;
    const { until = null, personId = null, reference = null } = wanted;
    return this.rooms()
      .get(AddAgreementUseCase)
      .run({
        payerId,
        accountUnitId,
        personId,
        from: month(from),
        until: until === null ? null : month(until),
        terms: { share, unitCap: unitCap === null ? null : amount(unitCap), rank, reference },
      });
  }

  /** What a month called of a unit: from whom (null: itself), how many cents. */
  async called(fund: LivingFund, unit: string, of: string): Promise<[string | null, number][]> {
    const rows = await this.rooms().database.asOwner(
      `select payer_id, amount_cents::int as cents from contributions.due
       where tenant_id = $1 and account_unit_id = $2 and contribution_month = $3 order by due_id`,
      [fund.id, unit, `${of}-01`],
    );
    return rows.map((row) => [row['payer_id'] as string | null, Number(row['cents'])]);
  }

  /** What a unit or a payer owes, in cents. */
  async owes(fund: LivingFund, owner: string): Promise<number> {
    const on = day('2099-12-31');
    const found = await fund.read(() => this.rooms().get(LedgerQuery).accountOf('receivable', owner, on));
    return found ? 0 - found.balanceCents : 0;
  }
}
