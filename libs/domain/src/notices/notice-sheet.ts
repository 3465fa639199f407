// What is printed or opened in a spreadsheet: one letter a page, or the list of whom to call, write to or wait for.
import { frenchDay } from './french';
import { cell, html, nameOnPaper, pageToPrint } from './paper';

/** The channels by which people can be told something. */
export const CHANNELS = ['letter', 'voice', 'sms', 'email', 'counter'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A notice as it is printed. */
export interface PrintedNotice {
  readonly noticeNo: number;
  readonly name: string;
  readonly label: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly title: string;
  readonly text: string;
  readonly tries: number;
}

/** What stands at the head of a sheet; `demonstration` funds never pass for real. */
export interface SheetHead {
  readonly fundName: string;
  readonly demonstration: boolean;
  readonly channel: Channel;
  readonly on: string;
  /** Whether more wait than this sheet holds. */
  readonly more: boolean;
}

const HEADING: Readonly<Record<Channel, string>> = {
  letter: 'Lettres à envoyer',
  voice: 'Personnes à appeler',
  sms: 'SMS à envoyer',
  email: 'Courriels à envoyer',
  counter: 'À dire au comptoir',
};

const STYLE = `td,th{vertical-align:top}.letter{break-after:page}.no{font-size:9pt}.box{white-space:nowrap}
@media print{.letter{min-height:22cm}}`;

/**
 * The sheet as a page to print. Each notice bears its number: whoever comes back with the sheet types the number and
 * what became of it, and needs to look nobody up.
 */
export function sheetToPrint(head: SheetHead, notices: readonly PrintedNotice[]): string {
  const body = head.channel === 'letter' ? letters(head, notices) : list(head, notices);
  return pageToPrint({ title: HEADING[head.channel], style: STYLE, body });
}

/** The same list for a spreadsheet: semicolons, a byte order mark, the field names of the API; no cell is a formula. */
export function sheetToOpen(notices: readonly PrintedNotice[]): string {
  const fields = ['noticeNo', 'name', 'label', 'phone', 'email', 'title', 'text', 'tries'] as const;
  const lines = [fields.join(';'), ...notices.map((notice) => fields.map((field) => cell(notice[field])).join(';'))];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function letters(head: SheetHead, notices: readonly PrintedNotice[]): string {
  return notices
    .map(
      ({ noticeNo, name, title, text }) =>
        `<section class="letter"><p>${nameOnPaper(head.fundName, head.demonstration)}<br>le ${html(frenchDay(head.on))}</p>` +
        `<p><strong>${html(name)}</strong></p><h1>${html(title)}</h1><p>Bonjour,</p><p>${html(text)}</p>` +
        `<p>L’équipe de la caisse</p><p class="no">n° ${noticeNo}</p></section>`,
    )
    .join('');
}

function list(head: SheetHead, notices: readonly PrintedNotice[]): string {
  const rows = notices.map(
    (notice) =>
      `<tr><td>${notice.noticeNo}</td><td>${html(notice.name)}<br>${html(reachOf(head.channel, notice))}</td>` +
      `<td><strong>${html(notice.title)}</strong><br>${html(notice.text)}</td>` +
      `<td class="box">☐ dit le …………<br>☐ pas joint·e${notice.tries > 0 ? `<br>(déjà ${notice.tries} essai·s)` : ''}</td></tr>`,
  );
  const more = head.more ? '<p>D’autres attendent : imprimez la suite quand cette feuille est faite.</p>' : '';
  return (
    `<h1>${html(HEADING[head.channel])}, ${nameOnPaper(head.fundName, head.demonstration)}</h1><p>le ${html(frenchDay(head.on))}</p>` +
    `<table><thead><tr><th>n°</th><th>À qui</th><th>Quoi</th><th>Fait</th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}`
  );
}

function reachOf(channel: Channel, { phone, email, label }: PrintedNotice): string {
  if (channel === 'voice' || channel === 'sms') return phone ?? 'pas de numéro : voir au comptoir';
  if (channel === 'email') return email ?? 'pas d’adresse : voir au comptoir';
  return label;
}
