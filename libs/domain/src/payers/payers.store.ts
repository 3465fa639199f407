// Payers and what they agreed to, written with their history: nothing is deleted, it ends.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay, type Month, monthOf } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import type { Period } from './agreement';
import type { AgreementTerms, PayerCard } from './payer';

/** A payer that is locked for a change. */
export interface LockedPayer {
  readonly payerId: string;
  readonly lastMonth: Month | null;
}

/** An agreement that is locked for a change. */
export interface LockedAgreement extends Period {
  readonly agreementId: string;
  readonly payerId: string;
  readonly accountUnitId: string;
}

/** An agreement to record. */
export interface NewAgreement extends Period {
  readonly payerId: string;
  readonly accountUnitId: string;
  readonly personId: string | null;
  readonly terms: AgreementTerms;
}

const AGREEMENT = 'agreement_id, payer_id, account_unit_id, from_month::text, until_month::text';

/** The payers of the fund in scope, for writing. */
@Injectable()
export class PayersStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Keeps the opening of dues and the agreements they are shared by apart until the transaction ends. */
  async lockShares(): Promise<void> {
    await this.transaction.lock('payer-shares');
  }

  /** Adds a payer. */
  async add(payerId: string, card: PayerCard, at: string): Promise<void> {
    await this.transaction.query(
      `insert into payers.payer (tenant_id, payer_id, name, kind, money_source, contact, address, email, phone, call_day,
         days_to_pay, reference, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        this.transaction.tenantId,
        payerId,
        card.name,
        card.kind,
        card.moneySource,
        card.contact,
        card.address,
        card.email,
        card.phone,
        card.callDay,
        card.daysToPay,
        card.reference,
        at,
      ],
    );
  }

  /** Locks a payer for a change; null when the fund has no such payer. */
  async lock(payerId: string): Promise<LockedPayer | null> {
    const [row] = await this.transaction.query(
      'select last_month::text from payers.payer where tenant_id = $1 and payer_id = $2 for update',
      [this.transaction.tenantId, payerId],
    );
    return row ? { payerId, lastMonth: monthOrNull(row['last_month']) } : null;
  }

  /** Sets a payer's cap from a month on, in cents for all its people; null: no limit. */
  async setCap(payerId: string, cap: { from: Month; amount: Cents | null }, at: string): Promise<void> {
    await this.transaction.query(
      `insert into payers.monthly_cap (tenant_id, cap_id, payer_id, from_month, cap_cents, recorded_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [this.transaction.tenantId, newId(), payerId, firstDay(cap.from).toString(), cap.amount, at],
    );
  }

  /** Ends a payer after a month, and with it the agreements that would go on. @returns those that end by it */
  async end(payerId: string, lastMonth: Month): Promise<LockedAgreement[]> {
    const values = [this.transaction.tenantId, payerId, firstDay(lastMonth).toString()];
    await this.transaction.query(
      'update payers.payer set last_month = $3 where tenant_id = $1 and payer_id = $2',
      values,
    );
    const rows = await this.transaction.query(
      `update payers.agreement set until_month = greatest($3, from_month - interval '1 month')
       where tenant_id = $1 and payer_id = $2 and (until_month is null or until_month > $3) returning ${AGREEMENT}`,
      values,
    );
    return rows.map(agreementOf);
  }

  /** The agreements of a payer with a unit, whenever they are. */
  async agreementsBetween(payerId: string, accountUnitId: string): Promise<LockedAgreement[]> {
    const rows = await this.transaction.query(
      `select ${AGREEMENT} from payers.agreement where tenant_id = $1 and payer_id = $2 and account_unit_id = $3`,
      [this.transaction.tenantId, payerId, accountUnitId],
    );
    return rows.map(agreementOf);
  }

  /** Adds an agreement. @returns its id */
  async addAgreement({ terms, ...agreement }: NewAgreement, at: string): Promise<string> {
    const agreementId = newId();
    const { share } = terms;
    await this.transaction.query(
      `insert into payers.agreement (tenant_id, agreement_id, payer_id, account_unit_id, person_id, share_mode,
         share_basis_points, share_cents, unit_cap_cents, rank, from_month, until_month, reference, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        this.transaction.tenantId,
        agreementId,
        agreement.payerId,
        agreement.accountUnitId,
        agreement.personId,
        share.mode,
        share.mode === 'percentage' ? share.basisPoints : null,
        share.mode === 'fixed' ? share.amount : null,
        terms.unitCap,
        terms.rank,
        firstDay(agreement.from).toString(),
        agreement.until ? firstDay(agreement.until).toString() : null,
        terms.reference,
        at,
      ],
    );
    return agreementId;
  }

  /** Locks an agreement; null when the fund has no such agreement. */
  async lockAgreement(agreementId: string): Promise<LockedAgreement | null> {
    const [row] = await this.transaction.query(
      `select ${AGREEMENT} from payers.agreement where tenant_id = $1 and agreement_id = $2 for update`,
      [this.transaction.tenantId, agreementId],
    );
    return row ? agreementOf(row) : null;
  }

  /** Sets the last month of an agreement. */
  async endAgreement(agreementId: string, until: Month): Promise<void> {
    await this.transaction.query(
      'update payers.agreement set until_month = $3 where tenant_id = $1 and agreement_id = $2',
      [this.transaction.tenantId, agreementId, firstDay(until).toString()],
    );
  }
}

function agreementOf(row: Record<string, unknown>): LockedAgreement {
  return {
    agreementId: String(row['agreement_id']),
    payerId: String(row['payer_id']),
    accountUnitId: String(row['account_unit_id']),
    from: monthOf(String(row['from_month']).slice(0, 7)),
    until: monthOrNull(row['until_month']),
  };
}

function monthOrNull(value: unknown): Month | null {
  return typeof value === 'string' ? monthOf(value.slice(0, 7)) : null;
}
