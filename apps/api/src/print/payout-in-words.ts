// A payout's statement in the words of paper.
import { frenchDay } from '#domain/notices';
import type { PayoutMethod, PayoutStatement, StatementLine } from '#domain/payouts';
import type { PrintedPayout } from './payout-statement';

const MEDIA: Readonly<Record<StatementLine['medium'], string>> = {
  'member-phone': 'Achat par téléphone',
  'outlet-screen': 'Achat sur l’écran du point de vente',
  card: 'Achat par carte',
  'paper-ticket': 'Ticket',
  'reimbursement-slip': 'Fiche de remboursement',
  'market-tally': 'Relevé de marché',
  other: 'Autre',
};
const METHODS: Readonly<Record<PayoutMethod, string>> = {
  transfer: 'par virement',
  cheque: 'par chèque',
  cash: 'en espèces',
};

/** What is printed of a statement; to whom a sealed payout goes is read apart. */
export function payoutInWords(
  statement: PayoutStatement,
  paidTo: Pick<PrintedPayout, 'holder' | 'accountEnds'>,
): PrintedPayout {
  const { payoutNo, payee, fromDay, throughDay, grossCents, feeCents } = statement;
  return {
    payoutNo,
    payee: payee.name,
    ...paidTo,
    fromDay,
    throughDay,
    standing: standingOf(statement),
    lines: statement.lines.map((line) => ({
      on: line.on,
      what: whatOf(line),
      totalCents: line.totalCents,
      amountCents: line.accountCents,
    })),
    grossCents,
    feeCents,
  };
}

function whatOf({ kind, medium, number, initials }: StatementLine): string {
  const what = number === null ? MEDIA[medium] : `${MEDIA[medium]} n° ${number}`;
  const whose = initials === null ? what : `${what} · ${initials}`;
  if (kind === 'sale') return whose;
  return kind === 'refund' ? `Repris : ${whose}` : `Correction : ${whose}`;
}

function standingOf({
  state,
  method,
  sealedOn,
  paidOn,
  paymentReference,
  rejectedOn,
  reason,
}: PayoutStatement): string {
  const how = method === null ? '' : ` ${METHODS[method]}`;
  const on = (day: string | null): string => (day === null ? '' : ` le ${frenchDay(day)}`);
  switch (state) {
    case 'draft':
      return 'Brouillon : d’autres achats peuvent s’y ajouter.';
    case 'checking':
      return 'En cours de vérification par une deuxième personne.';
    case 'withdrawn':
      return `Pas signé, à refaire : ${reason ?? ''}`;
    case 'sealed':
      return `Vérifié et scellé${on(sealedOn)}, à régler${how}.`;
    case 'paid':
      return `Réglé${on(paidOn)}${how}${paymentReference === null ? '' : `, référence ${paymentReference}`}.`;
    case 'rejected':
      return `Revenu${on(rejectedOn)}, de nouveau dû : ${reason ?? ''}`;
  }
}
