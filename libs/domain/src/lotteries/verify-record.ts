// Whether a public record is true, checked by whoever holds it and without us; and what it proves, in words.
import type { Row } from '../sortition/draw-problem';
import { fingerprintOf, isHex, type Sha256 } from './canonical-hash';
import { SMALLEST_TOTAL } from './class-totals';
import { pickBySeed, type Commitment, type PublicRecord } from './draw-record';
import { faultOfPublicValue, secretCommitment, seedOfDraw, type RoundCheck } from './draw-seed';
import { limitsOf } from './record-limits';
import { SHAPES, shapeFaults } from './record-shape';

/** One thing that was checked. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What it proves when it holds, a French sentence. */
  readonly proves: string;
  /** Where it does not hold, in French; the first places, at most ten. */
  readonly where: readonly string[];
}

/** What a verification says. */
export interface Verification {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** What this file alone does not prove, or what one has to know of it: French sentences. */
  readonly limits: readonly string[];
}

/** What a verification needs beside the record. */
export interface VerifyTools {
  readonly sha256: Sha256;
  /** Whether a signature is drand's; without it, a draw by drand is not believed. */
  readonly isOfBeacon?: RoundCheck;
}

/** How far a count of panels may be from the certified chance: so many panels, whatever their number. */
const ROUNDING_PANELS = 10;

/** A finding of its faults. */
export function finding(check: string, proves: string, faults: readonly string[]): Finding {
  return { check, ok: faults.length === 0, proves, where: faults.slice(0, 10) };
}

/** Verifies a public record, as read from its JSON. */
export function verifyPublic(file: unknown, tools: VerifyTools): Verification {
  const shape = finding(
    'shape',
    'Le fichier est un registre public de tirage, complet.',
    shapeFaults(file, SHAPES.public),
  );
  if (!shape.ok) return { ok: false, findings: [shape], limits: [] };
  const record = file as PublicRecord;
  const findings = [shape, ...ofList(record, tools), ...ofLottery(record), ...ofDraw(record, tools)];
  return { ok: findings.every(({ ok }) => ok), findings, limits: limitsOf(record) };
}

/** Whether a fingerprint that somebody kept from before the draw is the record's: of its commitment, its lottery or its draw. */
export function verifyKept({ fingerprints }: PublicRecord, kept: string): Finding {
  const known = Object.values(fingerprints).includes(kept.trim().toLowerCase());
  return finding(
    'kept',
    'L’empreinte que vous avez gardée est celle de ce registre.',
    known ? [] : ['ce n’est l’empreinte d’aucune de ses parties : ce registre n’est pas celui qui avait été publié'],
  );
}

/** Verifies that a fund's commitments, from its first on, follow each other without a gap: none was withdrawn unseen. */
export function verifyChain(commitments: readonly Commitment[], sha256: Sha256): Finding {
  const faults = commitments.flatMap((one, place) => {
    const before = commitments[place - 1];
    const previous = before === undefined ? null : fingerprintOf(before, sha256);
    const follows = one.sequence === place + 1 && one.previous === previous && one.fund === (before ?? one).fund;
    return follows ? [] : [`engagement n° ${one.sequence}`];
  });
  return finding(
    'chain',
    'Les engagements de la caisse se suivent sans trou : aucun tirage n’a été refait en cachette.',
    faults,
  );
}

function ofList({ commitment, lottery, draw, fingerprints }: PublicRecord, { sha256 }: VerifyTools): Finding[] {
  const own = {
    commitment: fingerprintOf(commitment, sha256),
    lottery: fingerprintOf(lottery, sha256),
    draw: fingerprintOf(draw, sha256),
  };
  const off = (['commitment', 'lottery', 'draw'] as const).filter((part) => own[part] !== fingerprints[part]);
  const links = [
    ...(lottery.commitment === own.commitment ? [] : ['les listes ne se rattachent pas à cet engagement']),
    ...(draw.lottery === own.lottery ? [] : ['le tirage ne se rattache pas à ces listes']),
  ];
  const codes = commitment.lines.map(({ code }) => code);
  return [
    finding(
      'fingerprints',
      'Les empreintes sont celles du contenu : comparez-les à celles qui ont été affichées avant le tirage.',
      [...off.map((part) => `empreinte de la partie « ${part} »`), ...links],
    ),
    finding('codes', 'Chaque code est présent une seule fois dans la liste figée.', unsorted(codes, 'code')),
    finding(
      'commitments',
      'Chaque ligne a son empreinte : aucune n’a pu changer depuis.',
      commitment.lines.filter((line) => !isHex(line.commitment, 32)).map(({ code }) => `ligne de ${code}`),
    ),
  ];
}

/** Faults of a list that must be sorted and without doubles. */
function unsorted(codes: readonly string[], name: string): string[] {
  return codes.slice(1).flatMap((code, place) => {
    const before = codes[place] ?? '';
    if (code === before) return [`${name} ${code} en double`];
    return code < before ? [`${name} ${code} mal rangé`] : [];
  });
}

function ofLottery(record: PublicRecord): Finding[] {
  const { commitment, lottery } = record;
  const count = lottery.panels.length;
  const known = new Set(commitment.lines.map(({ code }) => code));
  const counted = count === commitment.panels ? [] : [`${count} listes, ${commitment.panels} annoncées`];
  const wrong = lottery.panels.flatMap((panel, number) =>
    [...unsorted(panel, 'code'), ...panel.filter((code) => !known.has(code)).map((code) => `code ${code} inconnu`)].map(
      (fault) => `${panelName(number, count)} : ${fault}`,
    ),
  );
  return [
    finding('panels', `Les ${count} listes ne contiennent que des codes de la liste figée, sans double.`, [
      ...counted,
      ...wrong,
    ]),
    finding('size', 'Chaque liste a le nombre de personnes prévu.', sizeFaults(record)),
    finding('chances', chancesSentence(record), chanceFaults(record)),
  ];
}

/** What a panel is called: its number, with as many digits as the last has. */
export function panelName(number: number, count: number): string {
  return `liste ${String(number).padStart(String(count - 1).length, '0')}`;
}

function sizeFaults({ commitment, lottery }: PublicRecord): string[] {
  // A line of an admission may be a household of several: who counts how much is in the sealed record.
  const row = commitment.kind === 'council' ? commitment.rows.find(({ key }) => key === 'size') : undefined;
  if (row === undefined) return [];
  return lottery.panels.flatMap((panel, number) => {
    const fits = panel.length >= (row.min ?? 0) && panel.length <= (row.max ?? Infinity);
    return fits ? [] : [`${panelName(number, lottery.panels.length)} : ${panel.length} personnes`];
  });
}

function chancesSentence({ lottery }: PublicRecord): string {
  const count = lottery.panels.length;
  const gaps = lottery.chances.map(({ certified, listed }) => Math.abs(listed / count - certified));
  const gap = Math.max(0, ...gaps) * 100;
  return (
    `La chance de chaque code est le nombre de listes où il figure sur ${count} ; elle suit la chance certifiée ` +
    `à ${gap.toFixed(2).replace('.', ',')} point près.`
  );
}

function chanceFaults({ commitment, lottery }: PublicRecord): string[] {
  const count = lottery.panels.length;
  const listed = new Map<string, number>();
  for (const code of lottery.panels.flat()) listed.set(code, (listed.get(code) ?? 0) + 1);
  const codes = commitment.lines.map(({ code }) => code);
  const missing = codes.filter((code, place) => lottery.chances[place]?.code !== code).map((code) => `code ${code}`);
  if (lottery.chances.length !== codes.length) missing.push(`${lottery.chances.length} chances, ${codes.length} codes`);
  const wrong = lottery.chances.flatMap((chance) => {
    const found = listed.get(chance.code) ?? 0;
    if (found !== chance.listed) return [`code ${chance.code} : ${chance.listed} listes annoncées, ${found} comptées`];
    const far = Math.abs(found / count - chance.certified) > ROUNDING_PANELS / count;
    return far ? [`code ${chance.code} : ${found} listes sur ${count}, loin de ${chance.certified}`] : [];
  });
  return [...missing, ...wrong];
}

function ofDraw(record: PublicRecord, tools: VerifyTools): Finding[] {
  const { commitment, draw } = record;
  const fault = faultOfPublicValue(commitment.publicValue, draw.publicValue, tools.isOfBeacon);
  return [
    finding(
      'totals',
      'Les totaux par classe sont d’au moins 5 personnes et s’accordent entre eux.',
      totalFaults(record),
    ),
    finding('secret', 'Le secret de la caisse est celui dont l’empreinte était publiée.', secretFaults(record, tools)),
    finding(
      'public-value',
      draw.publicValue.source === 'drand'
        ? 'La valeur publique est celle du tour annoncé, signée par drand : personne ne l’a choisie.'
        : 'La valeur publique est celle qui était annoncée.',
      fault === '' ? [] : [fault],
    ),
    ...ofSeed(record, tools),
  ];
}

function secretFaults({ commitment, draw }: PublicRecord, { sha256 }: VerifyTools): string[] {
  if (commitment.publicValue.source === 'given')
    return commitment.secret === null && draw.secret === null ? [] : ['un secret avec une graine donnée à la main'];
  if (draw.secret === null || commitment.secret === null) return ['le secret manque'];
  if (!isHex(draw.secret, 32)) return ['le secret n’est pas fait de 32 octets'];
  return secretCommitment(draw.secret, sha256) === commitment.secret
    ? []
    : ['le secret ne correspond pas à l’empreinte'];
}

/** What follows from the record's secret, public value and seed; null where they cannot be read at all. */
function recomputed({ lottery, draw, fingerprints }: PublicRecord, sha256: Sha256): Recomputed {
  const readable = isHex(draw.seed) && isHex(draw.secret ?? '') && lottery.panels.length > 0;
  if (!readable) return { seed: null, number: null, reserve: [] };
  const seed = seedOfDraw(draw.secret, draw.publicValue, fingerprints.lottery, sha256);
  return { seed, ...pickBySeed(lottery, draw.seed, sha256) };
}

interface Recomputed {
  readonly seed: string | null;
  readonly number: number | null;
  readonly reserve: readonly string[];
}

function ofSeed(record: PublicRecord, { sha256 }: VerifyTools): Finding[] {
  const { lottery, draw } = record;
  const { seed, number, reserve } = recomputed(record, sha256);
  return [
    finding(
      'seed',
      'La graine suit du secret, de la valeur publique et des listes.',
      seed === draw.seed ? [] : ['la graine'],
    ),
    finding(
      'number',
      'Le numéro suit de la graine : aucun calcul caché ne décide.',
      number === draw.number ? [] : [`numéro ${draw.number}, attendu ${number ?? 'aucun'}`],
    ),
    finding(
      'panel',
      'Les personnes tirées sont celles de la liste de ce numéro.',
      differences(lottery.panels[draw.number] ?? [], draw.panel).map(
        (place) => `${panelName(draw.number, lottery.panels.length)}, place ${place}`,
      ),
    ),
    finding(
      'reserve',
      'L’ordre de la réserve suit de la graine, et tous les autres y sont.',
      differences(reserve, draw.reserve).map((place) => `place ${place}`),
    ),
  ];
}

/** The places, from 1, at which two lists differ. */
function differences(wanted: readonly string[], found: readonly string[]): number[] {
  const longer = wanted.length > found.length ? wanted : found;
  return longer.flatMap((_, place) => (wanted[place] === found[place] ? [] : [place + 1]));
}

function totalFaults({ commitment, draw }: PublicRecord): string[] {
  return draw.totals.flatMap((total) => {
    const bounds = commitment.rows.find(({ key }) => key === total.row);
    if (bounds === undefined) return [`${total.row} : ligne inconnue`];
    const { listed, drawn } = total;
    if ([listed, drawn].some((count) => count !== null && count < SMALLEST_TOTAL))
      return [`${total.row} : total trop petit`];
    if (listed !== null && listed > commitment.lines.length) return [`${total.row} : plus que de personnes inscrites`];
    return drawn === null ? [] : faultsOfDrawn(bounds, drawn, Math.min(listed ?? Infinity, draw.panel.length));
  });
}

function faultsOfDrawn({ key, min, max }: Row, drawn: number, most: number): string[] {
  if (drawn > most) return [`${key} : plus de tirés que d’inscrits`];
  return drawn < (min ?? 0) || drawn > (max ?? Infinity) ? [`${key} : ${drawn}, hors du quota`] : [];
}
