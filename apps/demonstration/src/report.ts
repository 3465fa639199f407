// The table at the end: each fund's month and four figures, and whether its books balance by an independent check.
import { checkBooks } from '#database';
import type { FundView } from '#domain/funds';
import type { Rules } from '#domain/rules';
import { FundsQuery } from '#domain/funds';
import { type MonthFigures, MonthsQuery } from '#domain/cycle';
import { runwayMonths } from '#domain/ledger';
import { cents, type Month } from '#domain/kernel';
import { asTenant, SETUP, TenantTransaction, tenantId } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import { euros, type Journal } from './journal';

/** What the table says of one fund. */
export interface FundLine {
  readonly cells: readonly string[];
  readonly balanced: boolean;
  readonly faults: readonly string[];
}

const HEAD = [
  'Caisse',
  'Membres / foyers',
  'Appelé',
  'Reçu',
  'Rejeté',
  'Alloué',
  'Banque et caisse',
  'Dû aux membres',
  'Libre',
  'Tient encore',
  'Comptes justes',
];

/** Prints the table of a month. @returns whether every fund's books balance */
export async function report(
  app: INestApplicationContext,
  journal: Journal,
  at: { funds: readonly FundView[]; month: Month },
): Promise<boolean> {
  const lines: FundLine[] = [];
  for (const fund of at.funds) lines.push(await lineOf(app, fund, at.month));
  journal.line('');
  journal.line(
    `Le mois ${at.month.toString()} de ${at.funds.length} caisses de démonstration (règles d'après des caisses réelles, personnes et montants inventés)`,
  );
  journal.line('');
  journal.table(
    HEAD,
    lines.map(({ cells }) => cells),
  );
  for (const fault of lines.flatMap(({ faults }) => faults)) journal.line(`  ✗ ${fault}`);
  journal.line('');
  return lines.every(({ balanced }) => balanced);
}

function lineOf(app: INestApplicationContext, fund: FundView, month: Month): Promise<FundLine> {
  const transaction = app.get(TenantTransaction);
  return asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'report' }, () =>
    transaction.read(async () => {
      const checks = await checkBooks((sql) => transaction.query(sql));
      const faults = checks
        .filter(({ ok }) => !ok)
        .map(({ checkName, detail }) => `${fund.slug} : ${checkName} — ${detail}`);
      const detail = await app.get(MonthsQuery).month(month);
      const version = await app.get(FundsQuery).rulesInForce(month);
      const figures = detail?.atClose ?? detail?.toDate;
      const cells = figures && version ? cellsOf(figures, version.document, await unitsOf(transaction)) : [];
      const name = fund.name.replace(' (données inventées)', '');
      return { cells: [name, ...cells, faults.length === 0 ? 'oui' : 'NON'], balanced: faults.length === 0, faults };
    }),
  );
}

function cellsOf(month: MonthFigures, rules: Rules, units: number): string[] {
  const { figures } = month;
  const outflow = cents(month.creditedCents - month.receivedCents);
  const runway = runwayMonths(figures.free, rules.potResources.reserveCents, outflow);
  return [
    units === 0 ? 'sans objet' : `${units} ${rules.unit === 'person' ? 'membres' : 'foyers'}`,
    euros(month.calledCents),
    euros(month.receivedCents),
    euros(month.failedCents),
    euros(month.creditedCents),
    euros(figures.held),
    euros(figures.owedToMembers),
    euros(figures.free),
    runway === null ? '∞' : `${runway} mois`,
  ];
}

async function unitsOf(transaction: TenantTransaction): Promise<number> {
  const [row] = await transaction.query(
    'select count(*)::int as units from members.account_unit where tenant_id = $1',
    [transaction.tenantId],
  );
  return Number(row?.['units'] ?? 0);
}
