// What a forger may do to the records of a draw, each with the check that must refuse it and the place that it must name.
import type { Forged } from './draw-of-test.spec-support';
import type { PublicRecord, SealedRecord } from './draw-record';

/** The public and the sealed record, to be tampered with. */
export type Records = [Forged<PublicRecord>, Forged<SealedRecord>];
/** One thing that a forger does. */
export interface Tampering {
  readonly what: string;
  readonly change: (...records: Records) => void;
  readonly check: string;
  readonly where: string;
  /** The forger makes the fingerprints fit again. */
  readonly careful?: boolean;
}

const someone = 'f3';

const ofPublic: readonly Tampering[] = [
  {
    what: 'another panel is said to have been picked',
    change: ({ lottery, draw }) => (draw.panel = lottery.panels[(draw.number + 1) % 1000] ?? []),
    check: 'panel',
    where: 'liste',
    careful: true,
  },
  {
    what: 'another number, with its panel',
    change: ({ lottery, draw }) => {
      draw.number = (draw.number + 1) % 1000;
      draw.panel = lottery.panels[draw.number] ?? [];
    },
    check: 'number',
    where: 'numéro',
    careful: true,
  },
  {
    what: 'a seed chosen to please',
    change: ({ draw }) => (draw.seed = '00'.repeat(32)),
    check: 'seed',
    where: 'la graine',
    careful: true,
  },
  {
    what: 'another secret, chosen after the dice',
    change: ({ draw }) => (draw.secret = '22'.repeat(32)),
    check: 'secret',
    where: 'le secret ne correspond pas',
    careful: true,
  },
  {
    what: 'no secret at all',
    change: ({ draw }) => (draw.secret = null),
    check: 'secret',
    where: 'le secret manque',
    careful: true,
  },
  {
    what: 'one die more thrown',
    change: ({ draw }) => (draw.publicValue = { source: 'dice', throws: '315264152633416251346' }),
    check: 'public-value',
    where: '20 lancers étaient annoncés, 21',
    careful: true,
  },
  {
    what: 'a value by hand in place of the dice',
    change: ({ draw }) => (draw.publicValue = { source: 'given', seed: draw.seed }),
    check: 'public-value',
    where: 'dice',
    careful: true,
  },
  {
    what: 'a panel added after publication',
    change: ({ lottery }) => lottery.panels.push(['f0', 'f1', 'h0', 'h1']),
    check: 'panels',
    where: '1001 listes, 1000 annoncées',
    careful: true,
  },
  {
    what: 'somebody put in a panel',
    change: ({ lottery }) => (lottery.panels[17] = ['f0', 'f1', 'h0', 'h4']),
    check: 'chances',
    where: 'code f1 : 334 listes annoncées, 335 comptées',
    careful: true,
  },
  {
    what: 'a stranger put in a panel',
    change: ({ lottery }) => (lottery.panels[17] = ['f0', 'f1', 'h0', 'z9']),
    check: 'panels',
    where: 'liste 017 : code z9 inconnu',
    careful: true,
  },
  {
    what: 'somebody twice in a panel',
    change: ({ lottery }) => (lottery.panels[17] = ['f0', 'f0', 'h0', 'h1']),
    check: 'panels',
    where: 'liste 017 : code f0 en double',
    careful: true,
  },
  {
    what: 'a panel one short',
    change: ({ lottery }) => (lottery.panels[203] = ['f0', 'f1', 'h0']),
    check: 'size',
    where: 'liste 203 : 3 personnes',
    careful: true,
  },
  {
    what: 'a chance made to look better',
    change: ({ lottery }) => (lottery.chances[3] = { code: someone, certified: 1 / 3, listed: 900 }),
    check: 'chances',
    where: 'code f3 : 900 listes annoncées',
    careful: true,
  },
  {
    what: 'panels that favour somebody far beyond the certified chance',
    change: ({ lottery }) => {
      lottery.panels = lottery.panels.map((panel, number) => (number < 500 ? ['f0', 'f1', 'h0', 'h1'] : panel));
      lottery.chances.forEach((chance) => {
        chance.listed = lottery.panels.filter((panel) => panel.includes(chance.code)).length;
      });
    },
    check: 'chances',
    where: 'loin de',
    careful: true,
  },
  {
    what: 'a line taken out of the list',
    change: ({ commitment }) => commitment.lines.splice(3, 1),
    check: 'chances',
    where: 'code',
    careful: true,
  },
  {
    what: 'a line twice in the list',
    change: ({ commitment }) => commitment.lines.splice(3, 0, { ...commitment.lines[3]! }),
    check: 'codes',
    where: 'code f3 en double',
    careful: true,
  },
  {
    what: 'the order of the reserve turned round',
    change: ({ draw }) => draw.reserve.reverse(),
    check: 'reserve',
    where: 'place 1',
    careful: true,
  },
  {
    what: 'somebody left out of the reserve',
    change: ({ draw }) => draw.reserve.pop(),
    check: 'reserve',
    where: 'place 8',
    careful: true,
  },
  {
    what: 'a total so small that it points at people',
    change: ({ draw }) => (draw.totals[0]!.listed = 2),
    check: 'totals',
    where: 'quota/genre/Femme : total trop petit',
    careful: true,
  },
  {
    what: 'more drawn than the quota lets',
    change: ({ draw, commitment }) => {
      draw.totals[0]!.drawn = 6;
      commitment.rows[1]!.max = 5;
    },
    check: 'totals',
    where: 'quota/genre/Femme',
    careful: true,
  },
  {
    what: 'a quota changed after publication',
    change: ({ commitment }) => (commitment.rows[1]!.min = 1),
    check: 'fingerprints',
    where: 'empreinte de la partie « commitment »',
  },
  {
    what: 'a rehearsal passed off as a draw',
    change: ({ commitment }) => (commitment.test = true),
    check: 'fingerprints',
    where: 'empreinte de la partie « commitment »',
  },
  {
    what: 'the lottery of another draw',
    change: (one) => (one.lottery.commitment = 'ab'.repeat(32)),
    check: 'fingerprints',
    where: 'empreinte de la partie « lottery »',
  },
  {
    what: 'a member nobody knows',
    change: ({ draw }) => ((draw as unknown as Record<string, unknown>)['note'] = 'sic'),
    check: 'shape',
    where: 'draw.note',
  },
  {
    what: 'a text where a number should be',
    change: ({ draw }) => ((draw as unknown as Record<string, unknown>)['number'] = '12'),
    check: 'shape',
    where: 'draw.number',
  },
];

const ofSealed: readonly Tampering[] = [
  {
    what: 'somebody moved to another class',
    change: (_, { lines }) => (lines[3]!.line = { ...lines[3]!.line, counts: { size: 1, 'quota/genre/Homme': 1 } }),
    check: 'lines',
    where: 'ligne de f3',
  },
  {
    what: 'another salt',
    change: (_, { lines }) => (lines[3]!.salt = '00'.repeat(32)),
    check: 'lines',
    where: 'ligne de f3',
  },
  {
    what: 'a line left out',
    change: (_, { lines }) => lines.splice(3, 1),
    check: 'lines',
    where: 'ligne de f3 absente ou déplacée',
  },
  {
    what: 'two lines changed over',
    change: (_, { lines }) => lines.reverse(),
    check: 'lines',
    where: 'ligne de f0 absente ou déplacée',
  },
  {
    what: 'a proof made afterwards',
    change: (_, { proof }) => (proof.chances[0] = 0.5),
    check: 'sealed',
    where: 'empreinte du registre scellé',
  },
  {
    what: 'a class that no rule knows',
    change: (_, { lines }) => (lines[3]!.line.counts = { size: 1, 'quota/genre/Autre': 1 }),
    check: 'line-content',
    where: 'quota/genre/Autre',
  },
  {
    what: 'totals that are not true',
    change: ({ draw }) => (draw.totals[0]!.listed = 7),
    check: 'true-totals',
    where: 'quota/genre/Femme',
    careful: true,
  },
  {
    what: 'another file',
    change: (_, one) => ((one as unknown as Record<string, unknown>)['lines'] = 'none'),
    check: 'sealed-shape',
    where: 'lines',
  },
];

/** What may be done to the public record. */
export function tamperings(): readonly Tampering[] {
  return ofPublic;
}

/** What may be done to the sealed record. */
export function sealedTamperings(): readonly Tampering[] {
  return ofSealed;
}
