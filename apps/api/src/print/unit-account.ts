// What is printed of a unit's account, read from the books.
import { ArrearsQuery } from '#domain/arrears';
import { FundsQuery } from '#domain/funds';
import { type Day, dayOf } from '#domain/kernel';
import { LedgerQuery } from '#domain/ledger';
import { LotsQuery } from '#domain/lots';
import { MembersQuery } from '#domain/members';
import { Injectable } from '@nestjs/common';
import { notThere } from '../http/not-there';
import { lotDtos } from '../lots/lots.dto';
import type { PrintedAccount } from './unit-statement';

const PAGE = 500;
type Line = Awaited<ReturnType<LedgerQuery['statement']>>[number];
type OtherSide = Line['counterKind'];

/** What a movement is to the member, by the account on its other side: coming in, and going out. */
const WORDS: Partial<Record<OtherSide, readonly [comes: string, goes: string]>> = {
  pot: ['Crédit du mois', 'Crédit échu ou rendu au pot commun'],
  'outlet-payable': ['Remboursé par le point de vente', 'Achat'],
  tickets: ['Tickets rendus ou échus', 'Tickets papier remis'],
  'claims-payable': ['Fiche de remboursement corrigée', 'Fiche de remboursement, payée à vous'],
  'in-transit': ['Venu d’un autre compte', 'Passé sur un autre compte'],
};

/** Reads accounts for paper, in the fund in scope. */
@Injectable()
export class UnitAccount {
  constructor(
    private readonly ledger: LedgerQuery,
    private readonly lots: LotsQuery,
    private readonly arrears: ArrearsQuery,
    private readonly members: MembersQuery,
    private readonly funds: FundsQuery,
  ) {}

  /** A unit's account over some days; a year until today unless said. @throws RuleBroken `account-unknown`, `account-unit-unknown` */
  async over(accountUnitId: string, asked: { from?: string; to?: string }): Promise<PrintedAccount> {
    const { today } = await this.funds.time();
    const to = asked.to === undefined ? today : dayOf(asked.to);
    const from = asked.from === undefined ? to.subtract({ years: 1 }).add({ days: 1 }) : dayOf(asked.from);
    const { label } = (await this.members.unit(accountUnitId)) ?? notThere('account-unit-unknown');
    const closing = (await this.ledger.accountOf('allocation', accountUnitId, to)) ?? notThere('account-unknown');
    const opening = await this.ledger.account(closing.accountId, from.subtract({ days: 1 }));
    const lots = (await this.lots.of([accountUnitId])).get(accountUnitId) ?? [];
    return {
      label,
      from: from.toString(),
      to: to.toString(),
      openingCents: opening?.balanceCents ?? 0,
      closingCents: closing.balanceCents,
      lines: await this.lines(closing.accountId, { from, to }),
      lots: lotDtos(lots).map(({ lotMonth, leftCents, spendableUntil }) => ({
        month: lotMonth,
        leftCents,
        until: spendableUntil,
      })),
      ...(await this.late(accountUnitId)),
    };
  }

  private async late(accountUnitId: string): Promise<Pick<PrintedAccount, 'owedCents' | 'late'>> {
    const { owedCents, late } = await this.arrears.lateOf(accountUnitId);
    return {
      owedCents,
      late: late.map(({ month, owedCents: owed, pending }) => ({ month, owedCents: owed, pending })),
    };
  }

  private async lines(accountId: string, days: { from: Day; to: Day }): Promise<PrintedAccount['lines']> {
    const lines: Line[] = [];
    for (let after: string | null = null; ;) {
      const page: Line[] = await this.ledger.statement(accountId, days, { after, limit: PAGE });
      lines.push(...page);
      after = page.at(-1)?.movementId ?? null;
      if (page.length < PAGE) return lines.map(inWords);
    }
  }
}

function inWords({ bookedOn, direction, amountCents, counterKind }: Line): PrintedAccount['lines'][number] {
  const comes = direction === 'credit';
  const [word, other] = WORDS[counterKind] ?? ['Correction', 'Correction'];
  const amount = Math.abs(amountCents);
  return { on: bookedOn, what: comes ? word : other, amountCents: comes ? amount : -amount };
}
