// Somebody of a household asks that it be separated (settled question 4): either may, alone.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { noticeKey } from './separation-notice';
import { type Housemate, SeparationsQuery } from './separations.query';
import { SeparationsStore } from './separations.store';

/** Who asks; `personId` null: the coordinator, for nobody in particular. `freeze`: their part is not spent meanwhile. */
export interface AskSeparation {
  readonly accountUnitId: string;
  readonly personId: string | null;
  readonly freeze: boolean;
}

/** The request that is open now; the amount held, in cents. */
export interface SeparationAsked {
  readonly requestId: string;
  readonly heldCents: number;
}

/** Takes requests to separate in the fund in scope. */
@Injectable()
export class AskSeparationUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly known: SeparationsQuery,
    private readonly separations: SeparationsStore,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * A household has one open request: asking again answers with it and changes nothing. Credit that comes later is not held.
   * @throws RuleBroken `account-unit-unknown`, `unit-is-one-person`, `person-unknown`, `credit-not-movable`
   */
  run({ accountUnitId, personId, freeze }: AskSeparation): Promise<SeparationAsked> {
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      await this.separations.alone(accountUnitId, today);
      const people = await this.known.people(accountUnitId, today);
      if (people.length === 0) throw new RuleBroken('account-unit-unknown');
      if (people.length === 1) throw new RuleBroken('unit-is-one-person');
      const asker = people.find((person) => person.personId === personId);
      if (!asker && (personId !== null || freeze)) throw new RuleBroken('person-unknown');
      const open = await this.known.openOf(accountUnitId);
      if (open) return { requestId: open.requestId, heldCents: open.heldCents };
      const heldCents = asker && freeze ? partOf(asker, people, await this.known.free(accountUnitId)) : cents(0);
      const before = await this.known.separated(accountUnitId);
      const request = { accountUnitId, askedBy: personId, at: now.toString(), held: heldCents, before };
      const requestId = await this.separations.add(request);
      if (requestId === null) throw new RuleBroken('credit-not-movable');
      await this.tell({ accountUnitId, requestId, asker, heldCents }, people);
      await this.audit.write({
        action: 'separation.asked',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { requestId, askedBy: personId, heldCents },
      });
      return { requestId, heldCents };
    });
  }

  private async tell(
    request: { accountUnitId: string; requestId: string; asker: Housemate | undefined; heldCents: Cents },
    people: readonly Housemate[],
  ): Promise<void> {
    const { accountUnitId, requestId, asker, heldCents } = request;
    const others = people.filter(({ personId, adult }) => adult && personId !== asker?.personId);
    await this.notices.write(
      others.map(({ personId }) => ({
        key: noticeKey(requestId, personId),
        kind: 'separation-asked',
        accountUnitId,
        personId,
        facts: { name: asker?.name ?? null, heldCents },
        deadlineDays: null,
      })),
    );
  }
}

// The part of who asks, by the shares of all who are there, down to the cent.
function partOf(asker: Housemate, people: readonly Housemate[], free: Cents): Cents {
  const whole = people.reduce((sum, { sharePercent }) => sum + sharePercent, 0);
  return cents(Math.floor((free * asker.sharePercent) / whole));
}
