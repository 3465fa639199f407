// Writes who can say who they are: member numbers, the digests of PINs, and how often a wrong one came in a row.
import { newId, SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { numberFrom } from './checked-number';

/** A holder, locked: the wrong PINs in a row, and whether one was chosen. */
export interface LockedHolder {
  readonly personId: string;
  readonly pinDigest: string | null;
  readonly wrongPins: number;
}

/** The holders of the fund in scope, for writing. */
@Injectable()
export class HoldersStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** Gives a person a member number. @returns whether it is new; one that was given stays */
  async give(personId: string, at: string): Promise<boolean> {
    while (!(await this.has(personId))) {
      const rows = await this.query(
        `insert into cards.holder (tenant_id, person_id, member_no, given_at) values ($1, $2, $3, $4)
         on conflict do nothing returning person_id`,
        [personId, numberFrom('M', newId()), at],
      );
      if (rows.length > 0) return true;
    }
    return false;
  }

  /** Locks a holder until the transaction ends, so that tries are counted one after the other; null for who is none. */
  async lock(personId: string): Promise<LockedHolder | null> {
    const [row] = await this.query(
      `select person_id as "personId", pin_digest as "pinDigest", wrong_pins as "wrongPins" from cards.holder
       where tenant_id = $1 and person_id = $2 for update`,
      [personId],
    );
    return (row as unknown as LockedHolder | undefined) ?? null;
  }

  /** Keeps the digest of a new PIN, and forgets wrong ones. */
  async setPin(personId: string, pin: string, at: string): Promise<void> {
    await this.query(
      `update cards.holder set pin_digest = $3, pin_set_at = $4, wrong_pins = 0 where tenant_id = $1 and person_id = $2`,
      [personId, this.digest(personId, pin), at],
    );
  }

  /** Whether this is the holder's PIN. */
  isPin({ personId, pinDigest }: LockedHolder, pin: string): boolean {
    return pinDigest === this.digest(personId, pin);
  }

  /** Keeps how many wrong PINs came in a row. */
  async countWrong(personId: string, wrongPins: number): Promise<void> {
    await this.query('update cards.holder set wrong_pins = $3 where tenant_id = $1 and person_id = $2', [
      personId,
      wrongPins,
    ]);
  }

  // There are ten thousand PINs of four digits: a plain hash, however slow, is undone by trying them all. Only a key that
  // lies outside the database helps; the person in it keeps anybody from copying a PIN they know to somebody else.
  private digest(personId: string, pin: string): string {
    return this.sealed.pinDigest(pin, { table: 'cards.holder', column: 'pin_digest', rowId: personId });
  }

  private async has(personId: string): Promise<boolean> {
    const rows = await this.query('select 1 from cards.holder where tenant_id = $1 and person_id = $2', [personId]);
    return rows.length > 0;
  }

  private query(sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}
