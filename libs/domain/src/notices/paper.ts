// What stands on paper and in spreadsheets is text, never markup and never a formula.

const INVENTED = 'données inventées';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand in a page. */
export function html(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const STYLE = `@page{margin:2cm}body{font:12pt/1.4 sans-serif;margin:1rem;color:#000}h1{font-size:16pt}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:4pt;text-align:left}tr{break-inside:avoid}
@media print{body{margin:0}}`;

/** A page to print, which a phone shows whole too: the margins of paper belong to paper. `style` is what is its own. */
export function pageToPrint({ title, style, body }: { title: string; style: string; body: string }): string {
  return (
    `<!doctype html><html lang="fr"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${html(title)}</title>` +
    `<style>${STYLE}${style}</style></head><body>${body}</body></html>`
  );
}

/** A fund's name as it stands on paper: a demonstration says that its data are invented, once. */
export function nameOnPaper(name: string, demonstration: boolean): string {
  const said = !demonstration || name.includes(INVENTED);
  return html(said ? name : `${name} (${INVENTED})`);
}

/** A value as a cell of a file with semicolons. A spreadsheet runs what begins with some signs: an apostrophe makes it text. */
export function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(value) : value.replace(/^(?=[=+\-@\t\r])/, "'");
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
