// The poster at a stall: a code, the same address in letters, and what to do, in three steps.
import { ACCOUNT, INVENTED, type Issuer } from './issuer';
import { A4, type Format, Sheet } from './sheet';

/** An outlet as its poster names it, and the address where members pay there. */
export interface PosterOutlet {
  readonly name: string;
  readonly address: string;
}

const STEPS = [
  'Visez ce code avec l’appareil photo de votre téléphone.',
  'Tapez le montant de vos achats, vérifiez-le, puis payez.',
  'Montrez votre écran : l’heure y avance, avec le mot du jour.',
] as const;
const MARGIN = 20;
const WIDTH = A4.width - 2 * MARGIN;

/** One page, A4 or A5. */
export function outletPoster(issuer: Issuer, outlet: PosterOutlet, format: Format): Promise<Buffer> {
  const sheet = new Sheet(`Payer avec ${ACCOUNT} : ${outlet.name}`, format);
  const { address } = outlet;
  const centred = { width: WIDTH, align: 'center' } as const;
  const x = MARGIN;
  sheet.write(`Payer avec ${ACCOUNT}`, { x, y: 18 }, { ...centred, size: 36, weight: 'bold', kind: 'H1' });
  sheet.write(outlet.name, { x, y: 37 }, { ...centred, height: 22, size: 24, cutBelow: 14 });
  sheet.qr(address, { x: (A4.width - 110) / 2, y: 60, size: 110 }, `Code QR pour payer ici : ${address}`);
  sheet.write('ou tapez cette adresse', { x, y: 172 }, { ...centred, size: 13 });
  sheet.write(address, { x, y: 179 }, { ...centred, height: 15, size: 17, weight: 'bold' });
  sheet.part('L', () => {
    for (const [index, step] of STEPS.entries()) sheet.part('LI', () => drawStep(sheet, { index, step }));
  });
  sheet.write(
    'Pas de téléphone ? Demandez à payer avec votre carte, un ticket ou une fiche.',
    { x, y: 257 },
    { ...centred, size: 14 },
  );
  sheet.rule({ x, y: 270 }, { x: x + WIDTH, y: 270 });
  const foot = issuer.demonstration ? `${INVENTED} · ${issuer.name}` : issuer.name;
  sheet.write(foot, { x, y: 272.5 }, { ...centred, height: 11, size: 13, cutBelow: 9 });
  return sheet.finish();
}

function drawStep(sheet: Sheet, { index, step }: { index: number; step: string }): void {
  const y = 200 + index * 18;
  sheet.write(
    `${index + 1}`,
    { x: MARGIN, y: y - 2.5 },
    { width: 14, size: 34, weight: 'bold', align: 'center', kind: 'Lbl' },
  );
  sheet.write(step, { x: MARGIN + 18, y }, { width: WIDTH - 18, size: 17, kind: 'LBody' });
}
