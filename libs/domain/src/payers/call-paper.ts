// A payer's call as it leaves the fund: a page to print or send, and the same list for a spreadsheet.
import { euros, frenchDay, frenchMonth } from '../notices/french';
import { cell, html, nameOnPaper, pageToPrint } from '../notices/paper';
import type { AccountToPay, CallHeader } from './payer-call';

/** A call as it is put on paper, amounts in cents, days and month as ISO texts. */
export interface CallOnPaper {
  readonly callNo: number;
  readonly month: string;
  readonly supplement: number;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly totalCents: number;
  readonly header: CallHeader;
  readonly lines: readonly {
    readonly label: string;
    readonly reference: string | null;
    readonly amountCents: number;
  }[];
}

const STYLE = `td:last-child,th:last-child{text-align:right;white-space:nowrap}
.to{margin:1cm 0 1cm 50%;white-space:pre-line}`;

/** The call as a page to print, as it was issued: what has come in since does not change it. */
export function callToPrint(call: CallOnPaper): string {
  const { payer, fund } = call.header;
  const title = `Appel de participation n° ${call.callNo}`;
  const to = [payer.name, payer.contact, payer.address].filter((line) => line !== null).join('\n');
  const own = payer.reference === null ? '' : `<p>Votre référence : <strong>${html(payer.reference)}</strong></p>`;
  const supplement = call.supplement === 0 ? '' : ` (complément n° ${call.supplement})`;
  const rows = call.lines.map(
    ({ label, reference, amountCents }) =>
      `<tr><td>${html(label)}</td><td>${html(reference ?? '')}</td><td>${euros(amountCents)}</td></tr>`,
  );
  const body =
    `<p>${nameOnPaper(fund.name, fund.demonstration)}<br>${html(fund.place)}<br>` +
    `le ${frenchDay(call.issuedOn)}</p><p class="to">${html(to)}</p><h1>${title}</h1>` +
    `<p>Cotisations de ${frenchMonth(call.month)}${supplement}</p>${own}` +
    `<p>Bonjour,</p><p>Voici les personnes que vous prenez en charge et votre part de leur cotisation :</p>` +
    `<table><thead><tr><th>Pour</th><th>Votre référence</th><th>Votre part</th></tr></thead><tbody>${rows.join('')}</tbody>` +
    `<tfoot><tr><th colspan="2">À payer avant le ${frenchDay(call.dueOn)}</th><th>${euros(call.totalCents)}</th></tr></tfoot></table>` +
    `${howToPay(fund.account ?? null, call.callNo)}<p>Merci.</p><p>L’équipe de la caisse</p>`;
  return pageToPrint({ title, style: STYLE, body });
}

function howToPay(account: AccountToPay | null, callNo: number): string {
  const quoting = `en rappelant « Appel n° ${callNo} »`;
  if (account === null) return `<p>Par virement ou par chèque, ${quoting}.</p>`;
  const iban = account.iban.replaceAll(/(.{4})(?=.)/g, '$1\u00a0');
  const bic = account.bic === null ? '' : `<br>BIC : ${html(account.bic)}`;
  return (
    `<p>Par virement, ou par chèque à l’ordre du titulaire, ${quoting} :</p>` +
    `<p>Titulaire : ${html(account.holder)}<br>IBAN : <strong>${html(iban)}</strong>${bic}</p>`
  );
}

/** The call for a spreadsheet: semicolons, a byte order mark, the field names of the API, and each part in euros as well. */
export function callToOpen(call: CallOnPaper): string {
  const fields = [
    'callNo',
    'payerName',
    'payerReference',
    'month',
    'dueOn',
    'label',
    'reference',
    'amountCents',
    'euros',
    'iban',
    'bic',
    'holder',
  ];
  const { name, reference: own } = call.header.payer;
  const { iban = null, bic = null, holder = null } = call.header.fund.account ?? {};
  const lines = call.lines.map(({ label, reference, amountCents }) => {
    const inEuros = (amountCents / 100).toFixed(2).replace('.', ',');
    const about = [call.callNo, name, own, call.month, call.dueOn];
    return [...about, label, reference, amountCents, inEuros, iban, bic, holder].map(cell).join(';');
  });
  return `\ufeff${[fields.join(';'), ...lines].join('\r\n')}\r\n`;
}
