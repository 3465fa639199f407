// The table of a month of spending: a line a fund, the reasons of refusals below, and whether its books are right.
import { checkBooks } from '#database';
import type { FundView } from '#domain/funds';
import { lastDay, firstDay, type Month } from '#domain/kernel';
import { shareBasisPoints, SpendingQuery } from '#domain/spending';
import { asTenant, SETUP, TenantTransaction, tenantId } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import { euros, type Journal } from './journal';
import type { Market } from './practice-market';

const HEAD = [
  'Caisse',
  'Achats',
  'Refus',
  'Dépensé',
  'Porté par le pot',
  'Papier',
  'Dû en fin de mois',
  'Réglé',
  'Reste dû',
  'Comptes justes',
];

interface FundLine {
  readonly cells: readonly string[];
  readonly refusals: string | null;
  readonly faults: readonly string[];
}

/** A month that was lived: the funds with their markets. */
export interface SpentMonth {
  readonly funds: readonly { readonly fund: FundView; readonly market: Market }[];
  readonly month: Month;
}

/** Prints the table of a month. @returns whether every fund's books are right */
export async function reportSpending(
  app: INestApplicationContext,
  journal: Journal,
  { funds, month }: SpentMonth,
): Promise<boolean> {
  const lines: FundLine[] = [];
  for (const { fund, market } of funds) lines.push(await lineOf(app, { fund, market, month }));
  journal.line('');
  journal.line(
    `Les dépenses de ${month.toString()} dans ${funds.length} caisses (personnes, achats et montants inventés)`,
  );
  journal.line('');
  journal.table(
    HEAD,
    lines.map(({ cells }) => cells),
  );
  journal.line('Refus, par motif :');
  for (const { refusals } of lines) if (refusals) journal.line(`  ${refusals}`);
  const faults = lines.flatMap((line) => line.faults);
  for (const fault of faults) journal.line(`  ✗ ${fault}`);
  journal.line(faults.length === 0 ? '✓ Les comptes sont justes.' : `✗ ${faults.length} défaut(s) dans les comptes.`);
  return faults.length === 0;
}

function lineOf(
  app: INestApplicationContext,
  { fund, market, month }: { fund: FundView; market: Market; month: Month },
): Promise<FundLine> {
  const transaction = app.get(TenantTransaction);
  return asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'report' }, () =>
    transaction.read(async () => {
      const [from, to] = [firstDay(month), lastDay(month)];
      const { spentCents, potCents, paperCents } = await app.get(SpendingQuery).totals({ from, to });
      const weeks = await app.get(SpendingQuery).byWeek({ from, to });
      const purchases = weeks.reduce((all, week) => all + week.purchases, 0);
      const [moved] = await transaction.query(OWED_AND_PAID, [transaction.tenantId, to.toString()]);
      const amount = (name: string): string => euros(Number(moved?.[name] ?? 0));
      const reasons = market.reasons();
      const checks = await checkBooks((sql) => transaction.query(sql));
      const faults = checks
        .filter(({ ok }) => !ok)
        .map(({ checkName, detail }) => `${fund.slug} : ${checkName} — ${detail}`);
      const paper = shareBasisPoints(paperCents, spentCents);
      return {
        cells: [
          fund.name.replace(' (données inventées)', ''),
          String(purchases),
          String(reasons.reduce((all, [, times]) => all + times, 0)),
          euros(spentCents),
          euros(potCents),
          paper === null ? '–' : `${Math.round(paper / 100)} %`,
          amount('owed'),
          amount('paid'),
          amount('left'),
          faults.length === 0 ? 'oui' : 'NON',
        ],
        refusals:
          reasons.length === 0
            ? null
            : `${fund.slug}  ${reasons.map(([code, times]) => `${code} ${times}`).join(' · ')}`,
        faults,
      };
    }),
  );
}

/** What outlets, and members who are paid back, were owed at the end of a day, were paid since, and are owed now; in cents. */
const OWED_AND_PAID = `with leg as (
    select m.booked_on, case when (m.primary_account_id = a.account_id) = (m.direction = 'credit')
      then m.amount_cents::bigint else -m.amount_cents::bigint end as cents
    from ledger.account a
    join ledger.movement m on m.tenant_id = $1 and a.account_id in (m.primary_account_id, m.counter_account_id)
    where a.tenant_id = $1 and a.kind in ('outlet-payable', 'claims-payable'))
  select coalesce(sum(cents) filter (where booked_on <= $2), 0) as owed, coalesce(sum(cents), 0) as left,
    (select coalesce(sum(p.gross_cents - p.fee_cents), 0) from payouts.payout p
     where p.tenant_id = $1 and p.state = 'paid') as paid
  from leg`;
