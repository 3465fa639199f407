// The tables of the year: one a fund, a line a month, and how *libre* went in one line of signs.
import type { FundView } from '#domain/funds';
import { blocksShown } from './config';
import { curve } from './curve';
import { euros, type Journal } from './journal';
import type { LivedMonth } from './live-month';

const HEAD = [
  'Mois',
  'Comptes',
  'Appelé',
  'Reçu',
  'dont tiers',
  'En retard',
  'Alloué',
  'Dépensé*',
  'Expiré',
  'Libre',
  'Comptes justes',
];

/** Prints the tables. @returns whether the books of every fund were right at the end of every month */
export function reportYear(journal: Journal, funds: readonly FundView[], lived: readonly LivedMonth[]): boolean {
  for (const fund of funds) {
    const months = lived.filter(({ fundId }) => fundId === fund.fundId);
    journal.line('');
    journal.line(fund.name);
    journal.line(
      `Libre  ${curve(
        months.map(({ freeCents }) => freeCents),
        blocksShown(),
      )}  ${range(months)}`,
    );
    journal.table(HEAD, months.map(cells));
  }
  const faults = lived.flatMap(({ fundId, month, faults: found }) =>
    found.map((fault) => `${funds.find((fund) => fund.fundId === fundId)?.slug ?? fundId} ${month} : ${fault}`),
  );
  for (const fault of faults) journal.line(`  ✗ ${fault}`);
  journal.line('* achats inventés, marqués comme tels dans les comptes ; personnes, montants et tiers payeurs aussi.');
  const months = new Set(lived.map(({ month }) => month)).size;
  journal.line(
    faults.length === 0
      ? `✓ ${funds.length} caisses, ${months} mois : les comptes sont justes à la fin de chaque mois.`
      : `✗ ${faults.length} défaut(s) dans les comptes : voir ci-dessus.`,
  );
  return faults.length === 0;
}

function range(months: readonly LivedMonth[]): string {
  const free = months.map(({ freeCents }) => freeCents);
  return `de ${euros(Math.min(...free))} à ${euros(Math.max(...free))}`;
}

function cells(month: LivedMonth): string[] {
  return [
    month.month,
    String(month.units),
    euros(month.calledCents),
    euros(month.receivedCents),
    euros(month.payersCents),
    euros(month.arrearsCents),
    euros(month.creditedCents),
    euros(month.spentCents),
    euros(month.expiredCents),
    euros(month.freeCents),
    month.faults.length === 0 ? 'oui' : 'NON',
  ];
}
