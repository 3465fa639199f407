import { describe, expect, it } from '@jest/globals';
import { cardBatch } from './card-batch';
import { drawProtocol } from './draw-protocol';
import { outletPoster } from './outlet-poster';
import { payoutStatement } from './payout-statement';
import { cashReceipt } from './cash-receipt';
import { linesOf, readBack, type ReadBack, type ReadLine, tagsOfKind } from './read-back.spec-support';
import { shelfLabels } from './shelf-labels';
import { ticketSheet } from './ticket-sheet';
import { unitStatement } from './unit-statement';

const issuer = { name: 'Caisse alimentaire de Cadenet', demonstration: false };
const long = {
  name: 'Caisse commune de l’alimentation du Grand-Mâconnais-et-Vallée-de-l’Ouvèze · Intercaisses du Vaucluse',
  demonstration: true,
};
const ORIGIN = 'https://caisse.example.org';
const LONG_ORIGIN = 'https://tablee.alimentation-solidaire.example.org';
const LONG_SLUG = 'caisse-commune-de-l-alimentation-du-grand-maconnais-vallee';
const NAMES = [null, 'Maëlle Lefèvre-Nuñez', 'Đặng Thị Hương', 'Анна Каренина', 'Zoë 🌻 Œuvrard'];

const cards = Array.from({ length: 13 }, (_, index) => {
  const cardNo = `K7QM2T${10 + index}`;
  return { cardNo, address: `${ORIGIN}/c/cadenet/${cardNo}`, name: NAMES[index % NAMES.length] ?? null };
});
const tickets = [500, 1_000, 250, 123_456].map((valueCents, index) => {
  const ticketNo = `7K2M0${index}XR`;
  return { ticketNo, address: `${ORIGIN}/t/cadenet/${ticketNo}`, valueCents, goodUntil: '2027-05-01' };
});
const statement = {
  payoutNo: 12,
  payee: 'Ferme des Trois Chênes',
  holder: 'EARL des Trois Chênes',
  accountEnds: '1234',
  fromDay: '2026-11-01',
  throughDay: '2026-11-30',
  standing: 'Brouillon : encore modifiable',
  lines: [{ on: '2026-11-03', what: 'Achat par téléphone', totalCents: 150_000, amountCents: 123_450 }],
  grossCents: 123_450,
  feeCents: 1_234,
};

const receipt = {
  receiptNo: 12,
  label: 'Maëlle Lefèvre',
  amountCents: 77_779_797,
  method: 'cheque' as const,
  month: '2026-04',
  receivedOn: '2026-11-01',
  returned: true,
};
const account = {
  label: 'Foyer Lefèvre',
  from: '2025-11-23',
  to: '2026-11-22',
  openingCents: 1_250,
  closingCents: 13_910,
  lines: [
    { on: '2026-10-01', what: 'Crédit du mois', amountCents: 15_000 },
    { on: '2026-10-05', what: 'Achat', amountCents: -2_340 },
  ],
  lots: [{ month: '2026-10', leftCents: 13_910, until: '2027-01-31' }],
  owedCents: 4_000,
  late: [],
};
const late = [
  { month: '2026-07', owedCents: 4_000, pending: false },
  { month: '2026-08', owedCents: 6_000, pending: true },
];

const draw = {
  drawNo: 12,
  title: 'Conseil local de l’alimentation 2027',
  test: true,
  heldOn: '2026-12-01',
  commitmentNo: 3,
  hashes: { commitment: '9f'.repeat(32), lottery: 'ab'.repeat(32), draw: 'cd'.repeat(32) },
  method: 'la plus petite chance aussi grande que possible',
  publicValue: `drand, tour 657413 : ${'a1'.repeat(48)}`,
  secret: 'e4'.repeat(32),
  seed: '77'.repeat(32),
  number: '042',
  panels: 1_000,
  drawn: Array.from({ length: 24 }, (_, place) => ({ code: `7K3Q-9X${10 + place}`, basisPoints: 2_000 })),
  chances: { least: 2_000, most: 4_800, entries: 60 },
  reserve: Array.from({ length: 36 }, (_, place) => `8K3Q-9X${10 + place}`),
};

describe('every printed document', () => {
  const documents: [string, () => Promise<Buffer>, number][] = [
    ['a batch of cards', () => cardBatch(issuer, cards), 13],
    ['tickets', () => ticketSheet(issuer, tickets), 4],
    ['shelf labels', () => shelfLabels(issuer, 'Ferme', [{ title: 'Pain', coveragePercent: 70 }]), 0],
    ['a poster', () => outletPoster(issuer, { name: 'Ferme', address: `${ORIGIN}/p/cadenet/1` }, 'A4'), 1],
    ['a statement', () => payoutStatement(issuer, statement), 0],
    ['a receipt', () => cashReceipt(issuer, receipt), 0],
    ['an account', () => unitStatement(issuer, account), 0],
    ['a protocol', () => drawProtocol(issuer, draw), 0],
  ];

  it.each(documents)('%s says its title and language, is tagged, and needs no colour', async (_, print, figures) => {
    const read = await readBack(await print());
    expect(read).toMatchObject({ language: 'fr-FR', marked: true });
    expect(read.title.length).toBeGreaterThan(5);
    expect(read.tags).toMatchObject([{ kind: 'Document' }]);
    const alts = tagsOfKind(read.tags, 'Figure').map(({ alt }) => alt ?? '');
    expect(alts).toHaveLength(figures);
    for (const alt of alts) expect(alt).toMatch(/^Code QR .+ : https:\/\//);
    expect(read.pages.every(({ grey }) => grey)).toBe(true);
    expect(textOf(read)).not.toContain('\ufffd');
  });
});

describe('a batch of cards', () => {
  it('is ten a page, each code leading to its own card when scanned at 150 dpi', async () => {
    const read = await readBack(await cardBatch(issuer, cards));
    expect(read.pages.map(({ codes }) => codes.length)).toEqual([10, 3]);
    expect(read.pages[0]?.millimetres).toEqual([210, 297]);
    expect(codesOf(read)).toEqual(cards.map(({ address }) => address).sort());
    for (const { cardNo } of cards) expect(textOf(read)).toContain(`${cardNo.slice(0, 4)} ${cardNo.slice(4)}`);
  });

  it('spells names with letters of other tongues, and marks a sign that it has no letter for', async () => {
    const text = textOf(await readBack(await cardBatch(issuer, cards)));
    for (const name of ['Maëlle Lefèvre-Nuñez', 'Đặng Thị Hương', 'Анна Каренина', 'Zoë ? Œuvrard']) {
      expect(text).toContain(name);
    }
  });

  it('scans even with the longest address, and says of a demonstration that it is one', async () => {
    const address = `${LONG_ORIGIN}/c/${LONG_SLUG}/WWWWMMMM`;
    const read = await readBack(await cardBatch(long, [{ cardNo: 'WWWWMMMM', address, name: null }]));
    expect(codesOf(read)).toEqual([address]);
    expect(textOf(read)).toContain('Données inventées');
  });
});

describe('paper tickets', () => {
  it('say what they are worth, until when, and that no change is given', async () => {
    const read = await readBack(await ticketSheet(issuer, tickets));
    expect(codesOf(read)).toEqual(tickets.map(({ address }) => address).sort());
    for (const words of ['5 €', '10 €', '2,50 €', '1 234,56 €', 'N° 7K2M 00XR', 'Valable jusqu’au 1er mai 2027']) {
      expect(textOf(read)).toContain(words);
    }
    expect(textOf(read)).toContain('Sans rendu de monnaie');
  });
});

describe('shelf labels', () => {
  it('say what the account pays, and what that makes of ten euros', async () => {
    const labels = [100, 70, 65, 0].map((coveragePercent) => ({ title: `À ${coveragePercent}`, coveragePercent }));
    const text = textOf(await readBack(await shelfLabels(issuer, 'Ferme des Trois Chênes', labels)));
    expect(text).toMatch(/Mon Compte Alim’ paie\s+70 %/);
    expect(text).toMatch(/Mon Compte Alim’ paie\s+100 %/);
    expect(text).toMatch(/Mon Compte Alim’ ne paie pas\s+0 %/);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Pour 10 € : 6,50 € par le compte, 3,50 € par vous.');
  });
});

describe('the poster of an outlet', () => {
  it.each(['A4', 'A5'] as const)('has its address as a code and in letters on %s', async (format) => {
    const address = `${ORIGIN}/p/cadenet/12`;
    const read = await readBack(await outletPoster(issuer, { name: 'Ferme des Trois Chênes', address }, format));
    expect(read.pages.map(({ codes }) => codes)).toEqual([[address]]);
    expect(read.pages[0]?.millimetres).toEqual(format === 'A4' ? [210, 297] : [148, 210]);
    expect(textOf(read)).toContain(address);
    expect(tagsOfKind(read.tags, 'LI')).toHaveLength(3);
    expect(tagsOfKind(read.tags, 'H1')).toHaveLength(1);
  });
});

describe('the statement of a payout', () => {
  it('fits one line on one page, with the sum, the fee and the end of the account', async () => {
    const read = await readBack(await payoutStatement(issuer, statement));
    expect(read.pages).toHaveLength(1);
    for (const words of ['1 500,00 €', '1 234,50 €', '−12,34 €', '1 222,16 €', 'se termine par 1234', 'Page 1 sur 1']) {
      expect(textOf(read)).toContain(words);
    }
  });

  it('breaks no line between a word and the sign that belongs to it', async () => {
    const what =
      'Fiche n° 12, lot « Marché du Lavoir » : à revoir ? Oui, « encore une fois » ; et « plusieurs autres »';
    const lines = [{ on: '2026-11-03', what, totalCents: null, amountCents: 100 }];
    const printed = await linesOf(await payoutStatement(issuer, { ...statement, lines }));
    expect(printed.filter(({ text }) => /«\s*$|^\s*[»:;!?]/u.test(text))).toEqual([]);
    expect(printed.filter(({ text }) => text.includes('«')).length).toBeGreaterThan(1);
  });

  it('repeats its head on every page of two hundred lines, and leaves none out', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({
      on: '2026-11-14',
      what: `Achat n° ${index + 1}${index % 5 === 0 ? ', au marché du Lavoir, entré depuis une fiche remplie à la main' : ''}`,
      totalCents: null,
      amountCents: 100 + index,
    }));
    const read = await readBack(await payoutStatement(long, { ...statement, lines }));
    expect(read.pages.length).toBeGreaterThan(4);
    for (const [index, { text }] of read.pages.entries()) {
      expect(text).toContain('Part de la caisse');
      expect(text).toContain(`Page ${index + 1} sur ${read.pages.length}`);
    }
    for (const { what } of lines) expect(textOf(read)).toContain(what.slice(0, 14).trim());
    // A screen reader hears the head once, and each row once.
    expect(tagsOfKind(read.tags, 'TH')).toHaveLength(4);
    expect(tagsOfKind(read.tags, 'TR')).toHaveLength(1 + 200 + 3);
  });
});

describe('the account of a member', () => {
  it.each([27, 28, 29, 30, 31, 32])('never parts a head from its rows, with %d movements', async (count) => {
    const lines = Array.from({ length: count }, () => ({ on: '2026-10-05', what: 'Achat', amountCents: -100 }));
    const printed = await linesOf(await unitStatement(issuer, { ...account, lines }));
    const head = printed.find(({ text }) => text === 'Reste');
    const row = printed.find(({ text }) => text.replaceAll('\u00a0', ' ') === 'octobre 2026');
    expect(head).toBeDefined();
    expect(row?.page).toBe(head?.page);
    expect(Math.max(...printed.map(({ bottom }) => bottom))).toBeLessThan(820);
  });
});

describe('the statement of an account', () => {
  it('lists the contributions that are late, as the one on the screen does, and leaves the list out where none is', async () => {
    const text = textOf(await readBack(await unitStatement(issuer, { ...account, late })));
    expect(text).toContain('Cotisations en retard aujourd’hui : 40,00 €');
    expect(text).toMatch(/juillet 2026\s+en retard\s+40,00 €/);
    expect(text).toMatch(/août 2026\s+prélèvement en cours\s+60,00 €/);
    const none = textOf(await readBack(await unitStatement(issuer, { ...account, owedCents: 0, late: [] })));
    expect(none).not.toContain('Cotisation de');
  });
});

describe('whatever fund, outlet and product are called', () => {
  const called: [string, string, number][] = [
    ['a name of one letter', 'É', 0],
    ['a name of two hundred letters without a space', 'W'.repeat(200), 100],
    ['a name of many short words', 'œuf à l’as '.repeat(19), 5],
    ['a name of long words', 'Anticonstitutionnellement-Rochefoucauld '.repeat(5), 99],
  ];

  it.each(called)('%s is written over nothing else, nor off its page', async (_, name, rate) => {
    const fund = { name, demonstration: true };
    const address = `${LONG_ORIGIN}/p/${LONG_SLUG}/${rate}`;
    const printed = await Promise.all([
      cardBatch(fund, [{ cardNo: 'WWWWMMMM', address, name }]),
      ticketSheet(fund, [{ ticketNo: 'WWWWMMMM', address, valueCents: 1_000_000, goodUntil: '2027-12-31' }]),
      shelfLabels(fund, name, [{ title: name, coveragePercent: rate }]),
      outletPoster(fund, { name, address }, 'A5'),
      payoutStatement(fund, { ...statement, payee: name, holder: name }),
      cashReceipt(fund, { ...receipt, label: name }),
      unitStatement(fund, { ...account, late, label: name }),
    ]);
    for (const pdf of printed) expect(collisions(await linesOf(pdf))).toEqual([]);
  });
});

function textOf(read: ReadBack): string {
  return read.pages.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('\n');
}

function codesOf(read: ReadBack): string[] {
  return read.pages.flatMap(({ codes }) => codes).sort();
}

// The box of a line is as high as its letters could be: a third of it may touch the next without ink meeting ink.
function collisions(lines: readonly ReadLine[]): string[] {
  const boxes = lines
    .filter(({ text }) => text.trim() !== '')
    .map((line) => ({ ...line, slack: (line.bottom - line.top) / 6 }));
  const off = boxes.filter(({ left, top, right }) => left < 0 || top < 0 || right > 596);
  const over = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.page === b.page &&
          a.left < b.right - 0.5 &&
          b.left < a.right - 0.5 &&
          a.top + a.slack < b.bottom - b.slack &&
          b.top + b.slack < a.bottom - a.slack,
      )
      .map((b) => `${a.text} | ${b.text}`),
  );
  return [...off.map(({ text }) => `off the page: ${text}`), ...over];
}
