// Shelf labels: what the account pays of a product, readable from a step away.
import { euros } from '#domain/notices';
import { ACCOUNT, INVENTED, type Issuer } from './issuer';
import { type Place, Sheet } from './sheet';
import { tenAPage } from './ten-a-page';

const EXAMPLE_CENTS = 1_000;

/** A label: the products, producer or label it stands for, and the rate in percent, 0 to 100. */
export interface ShelfLabel {
  readonly title: string;
  readonly coveragePercent: number;
}

/** The labels of an outlet, ten a page. */
export async function shelfLabels(issuer: Issuer, outletName: string, labels: readonly ShelfLabel[]): Promise<Buffer> {
  const sheet = new Sheet(`Étiquettes : ${outletName}`);
  await tenAPage(sheet, labels, (label, at) => drawLabel(sheet, { issuer, outletName, label }, at));
  return sheet.finish();
}

interface Shown {
  readonly issuer: Issuer;
  readonly outletName: string;
  readonly label: ShelfLabel;
}

function drawLabel(sheet: Sheet, { issuer, outletName, label }: Shown, at: Place): void {
  const x = at.x + 5;
  const { coveragePercent: rate } = label;
  sheet.write(
    label.title,
    { x, y: at.y + 4.5 },
    { width: 75, height: 16, size: 17, weight: 'bold', cutBelow: 9, kind: 'H2' },
  );
  sheet.write(rate === 0 ? `${ACCOUNT} ne paie pas` : `${ACCOUNT} paie`, { x, y: at.y + 21 }, { width: 75, size: 12 });
  sheet.write(`${rate}\u00a0%`, { x, y: at.y + 25.5 }, { width: 46, size: 46, weight: 'bold' });
  sheet.write(inWords(rate), { x: at.x + 53, y: at.y + 29.5 }, { width: 28, height: 13, size: 9 });
  sheet.rule({ x, y: at.y + 45.5 }, { x: x + 75, y: at.y + 45.5 }, { thickness: 0.25 });
  const who = issuer.demonstration ? `${INVENTED} · ${outletName}` : outletName;
  sheet.write(who, { x, y: at.y + 46.3 }, { width: 75, size: 7.5, cutBelow: 6 });
  sheet.write(issuer.name, { x, y: at.y + 49.6 }, { width: 75, size: 7, cutBelow: 6 });
}

// A percentage says little to many: what ten euros become says it.
function inWords(rate: number): string {
  if (rate === 0) return 'À payer autrement, en entier.';
  if (rate === 100) return 'Rien d’autre à payer.';
  const byAccount = EXAMPLE_CENTS * (rate / 100);
  return `Pour ${amount(EXAMPLE_CENTS)} : ${amount(byAccount)} par le compte, ${amount(EXAMPLE_CENTS - byAccount)} par vous.`;
}

/** An amount without its cents where there are none. */
function amount(cents: number): string {
  return euros(cents).replace(',00', '');
}
