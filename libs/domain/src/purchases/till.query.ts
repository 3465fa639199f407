// What a till has to know before a purchase, in one reading. What may change meanwhile is looked at again as it is paid.
import { FundClock, type Row, TenantTransaction, tenantScope, type Statement } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { GuardiansQuery } from '../guardians/guardians.query';
import { instantText } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import type { OutletAtTill, Receipt } from './payment';
import { wordOfTheDay } from './proof-word';
import type { WriteKey } from './write-key';

/** Which outlet: by the number in its address, by itself, or by its request. */
export type WhichOutlet =
  { readonly outletNo: number } | { readonly outletId: string } | { readonly requestCode: string };

/** What is asked of the till; `asker` is the person who pays from the unit, null where the holder was identified. */
export interface AtTill {
  readonly which: WhichOutlet;
  readonly accountUnitId: string | null;
  readonly asker: string | null;
  readonly key: string | null;
}

/** A payment request as it stands. */
export interface RequestAtTill {
  readonly requestId: string;
  readonly code: string;
  readonly state: 'open' | 'paid' | 'withdrawn';
  readonly lines: readonly { readonly approvalLineId: string; readonly amountCents: number }[];
  readonly totalCents: number;
  readonly askedAt: string;
  readonly expiresAt: string;
}

/** What the till knows. */
export interface Till {
  readonly now: string;
  readonly today: string;
  readonly rulesVersionId: string | null;
  readonly outlet: OutletAtTill | null;
  readonly request: RequestAtTill | null;
  /** The person of the unit in whose name the asker pays; null when they may not. */
  readonly inWhoseName: string | null;
  /** Who acts for that person, when it is not themselves. */
  readonly guardianId: string | null;
  /** The first answer to the key, and the fingerprint of what was asked then. */
  readonly kept: { readonly fingerprint: Buffer; readonly answer: Receipt } | null;
  /** Null while the fund has drawn no secret for its words. */
  readonly word: string | null;
}

const VERSIONS_KEPT = 512;

/** Reads what tills need in the fund in scope. */
@Injectable()
export class TillQuery {
  // Published rules never change: read once, they are good for as long as the process lives.
  private readonly rulesRead = new Map<string, Rules>();

  constructor(
    private readonly transaction: TenantTransaction,
    private readonly clock: FundClock,
    private readonly funds: FundsQuery,
    private readonly guardians: GuardiansQuery,
  ) {}

  /** What there is at a till, in one round trip; who acts for somebody else is looked up besides. */
  async look({ which, accountUnitId, asker, key }: AtTill): Promise<Till> {
    const [row] = await this.transaction.askOnce(LOOK, (alone) => [
      tenantScope().tenantId,
      alone,
      this.clock.wallNow,
      'outletNo' in which ? which.outletNo : null,
      'outletId' in which ? which.outletId : null,
      'requestCode' in which ? which.requestCode : null,
      accountUnitId,
      asker,
      tenantScope().actor.id,
      key,
    ]);
    if (!row || row['now_at'] === null) throw new Error('a fund without a line in the directory');
    const own = row['in_unit'] === true ? { inWhoseName: asker, guardianId: null } : NOBODY;
    const who = own.inWhoseName === null && asker && accountUnitId ? await this.inCharge(asker, accountUnitId) : own;
    return { ...tillOf(row), ...who };
  }

  /**
   * The receipt that a write was answered with before; null when it is new.
   * @throws RuleBroken `idempotency-key-reused` when the key was used for another request
   */
  async answered({ key, fingerprint }: WriteKey): Promise<Receipt | null> {
    const [row] = await this.transaction.query(
      'select fingerprint, body from tenancy.idempotency where tenant_id = $1 and actor_id = $2 and key = $3',
      [this.transaction.tenantId, tenantScope().actor.id, key],
    );
    if (!row) return null;
    if (!fingerprint.equals(row['fingerprint'] as Buffer)) throw new RuleBroken('idempotency-key-reused');
    return row['body'] as Receipt;
  }

  /** A published version of the rules. Opens its own transaction, and only the first time that the version is asked for. */
  async rules(rulesVersionId: string): Promise<Rules> {
    const read = this.rulesRead.get(rulesVersionId);
    if (read) return read;
    const { document } = await this.transaction.read(() => this.funds.version(rulesVersionId));
    if (this.rulesRead.size >= VERSIONS_KEPT) this.rulesRead.clear();
    this.rulesRead.set(rulesVersionId, document);
    return document;
  }

  private async inCharge(asker: string, accountUnitId: string): Promise<Pick<Till, 'inWhoseName' | 'guardianId'>> {
    const units = await this.transaction.read(() => this.guardians.unitsInCharge(asker, 'acts'));
    const charge = units.find((unit) => unit.accountUnitId === accountUnitId);
    return charge ? { inWhoseName: charge.forPersonId, guardianId: charge.guardianId } : NOBODY;
  }
}

const NOBODY = { inWhoseName: null, guardianId: null } as const;

const LOOK: Statement = {
  name: 'purchases.look',
  text: 'select * from purchases.look($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
};

function tillOf(row: Row): Omit<Till, 'inWhoseName' | 'guardianId'> {
  const digest = row['digest'] as string | null;
  return {
    now: instantText(row['now_at']),
    today: String(row['today']),
    rulesVersionId: (row['rules_version_id'] as string | null) ?? null,
    outlet: row['outlet_id'] === null ? null : outletOf(row),
    request: row['request_id'] === null ? null : requestOf(row),
    kept:
      row['fingerprint'] === null
        ? null
        : { fingerprint: row['fingerprint'] as Buffer, answer: row['body'] as Receipt },
    word: digest === null ? null : wordOfTheDay(digest),
  };
}

function outletOf(row: Row): OutletAtTill {
  return {
    outletId: String(row['outlet_id']),
    outletNo: Number(row['outlet_no']),
    name: String(row['name']),
    state: String(row['state']),
    communes: row['communes'] as string[],
    lines: row['lines'] as OutletAtTill['lines'],
  };
}

function requestOf(row: Row): RequestAtTill {
  return {
    requestId: String(row['request_id']),
    code: String(row['code']),
    state: row['request_state'] as RequestAtTill['state'],
    lines: row['request_lines'] as RequestAtTill['lines'],
    totalCents: Number(row['total_cents']),
    askedAt: instantText(row['asked_at']),
    expiresAt: instantText(row['expires_at']),
  };
}
