// What scrutineers check beyond the public record: every line, every quota in every panel, the proof of fairness; and what one person checks.
import type { FairLottery } from '../sortition/fair-lottery';
import type { DrawProblem, Row } from '../sortition/draw-problem';
import { fingerprintOf } from './canonical-hash';
import { classTotals } from './class-totals';
import { toMillionths, type Commitment, type PublicRecord, type SealedRecord } from './draw-record';
import { commitmentOf, entriesOf, type FrozenLine, type OwnLine } from './frozen-list';
import { SHAPES, shapeFaults } from './record-shape';
import { finding, panelName, verifyPublic, type Finding, type Verification, type VerifyTools } from './verify-record';

/** What scrutineers need beside the records: also the checker of proofs, which trusts no solver. */
export interface ScrutinyTools extends VerifyTools {
  readonly checkCertificate: (problem: DrawProblem, proof: FairLottery) => { readonly faults: readonly string[] };
}

/** Verifies a public record together with the sealed one. */
export function verifySealed(file: unknown, sealedFile: unknown, tools: ScrutinyTools): Verification {
  const open = verifyPublic(file, tools);
  if (open.findings[0]?.ok !== true) return open;
  const shape = finding(
    'sealed-shape',
    'Le fichier est un registre scellé de tirage, complet.',
    shapeFaults(sealedFile, SHAPES.sealed),
  );
  const record = file as PublicRecord;
  const sealed = sealedFile as SealedRecord;
  const inside = shape.ok ? [shape, ...ofLines(record, sealed, tools), ...ofPanels(record, sealed)] : [shape];
  const proved = inside.every(({ ok }) => ok) ? [...inside, ...ofProof(record, sealed, tools)] : inside;
  const findings = [...open.findings, ...proved];
  return { ok: findings.every(({ ok }) => ok), findings, limits: open.limits.slice(0, -1) };
}

/** Verifies that a person's own line is in the frozen list of a public record, and says their chance. */
export function verifyOwnLine(file: unknown, ownFile: unknown, tools: VerifyTools): Verification {
  const open = verifyPublic(file, tools);
  if (open.findings[0]?.ok !== true) return open;
  const record = file as PublicRecord;
  const shape = finding('own-shape', 'Le fichier est la ligne d’une personne.', shapeFaults(ownFile, SHAPES.own));
  const inside = shape.ok ? [shape, ofOwnLine(record, ownFile as OwnLine, tools)] : [shape];
  const findings = [...open.findings, ...inside];
  return { ok: findings.every(({ ok }) => ok), findings, limits: open.limits };
}

function ofOwnLine(record: PublicRecord, own: OwnLine, { sha256 }: VerifyTools): Finding {
  const { code } = own.line;
  const opens = record.commitment.lines.some(
    (line) => line.code === code && line.commitment === commitmentOf({ line: own.line, salt: own.salt }, sha256),
  );
  const chance = record.lottery.chances.find((one) => one.code === code);
  const faults = [
    ...(own.commitment === record.fingerprints.commitment ? [] : ['la ligne est celle d’un autre tirage']),
    ...(opens ? [] : [`la ligne de ${code} n’est pas celle qui a été figée`]),
  ];
  return finding(
    'own-line',
    `Votre ligne a été figée telle que vous la lisez ; vous figurez dans ${chance?.listed ?? 0} listes sur ` +
      `${record.lottery.panels.length}.`,
    faults,
  );
}

function ofLines({ commitment, lottery }: PublicRecord, sealed: SealedRecord, { sha256 }: VerifyTools): Finding[] {
  const bound = sealed.commitment === lottery.commitment && fingerprintOf(sealed, sha256) === lottery.sealed;
  const published = new Map(commitment.lines.map(({ code, commitment: text }) => [code, text]));
  const codes = sealed.lines.map(({ line }) => line.code);
  const closed = sealed.lines
    .filter((line) => published.get(line.line.code) !== commitmentOf(line, sha256))
    .map(({ line }) => `ligne de ${line.code}`);
  const misplaced = commitment.lines
    .filter(({ code }, place) => codes[place] !== code)
    .map(({ code }) => `ligne de ${code} absente ou déplacée`);
  const strange = sealed.lines.flatMap(({ line }) => strangeness(commitment, line));
  return [
    finding(
      'sealed',
      'Le registre scellé est celui dont l’empreinte était publiée avec les listes.',
      bound ? [] : ['empreinte du registre scellé'],
    ),
    finding('lines', 'Chaque ligne scellée ouvre l’empreinte publiée avant le tirage ; aucune ne manque.', [
      ...closed,
      ...misplaced,
      ...(codes.length === commitment.lines.length
        ? []
        : [`${codes.length} lignes pour ${commitment.lines.length} codes`]),
    ]),
    finding('line-content', 'Les lignes ne comptent que dans des règles publiées.', strange),
  ];
}

function strangeness({ rows, households }: Commitment, line: FrozenLine): string[] {
  const unknown = Object.keys(line.counts).filter((key) => !rows.some((row) => row.key === key));
  const faults = unknown.map((key) => `ligne de ${line.code} : « ${key} » n’est pas une règle`);
  if (!households && line.household !== null)
    faults.push(`ligne de ${line.code} : foyer noté sans la règle des foyers`);
  if (line.tickets <= 0) faults.push(`ligne de ${line.code} : ${line.tickets} ticket`);
  return faults;
}

function ofPanels({ commitment, lottery, draw }: PublicRecord, sealed: SealedRecord): Finding[] {
  const lines = sealed.lines.map(({ line }) => line);
  const byCode = new Map(lines.map((line) => [line.code, line]));
  const panels = lottery.panels.map((panel, number) => ({
    name: panelName(number, lottery.panels.length),
    lines: panel.map((code) => byCode.get(code)).filter((line) => line !== undefined),
  }));
  const totals = classTotals(commitment.rows, lines, new Set(draw.panel));
  const off = totals.filter(({ row, listed, drawn }) => {
    const told = draw.totals.find((one) => one.row === row);
    return told?.listed !== listed || told.drawn !== drawn;
  });
  const extra =
    draw.totals.length === totals.length ? [] : [`${draw.totals.length} totaux pour ${totals.length} classes`];
  return [
    finding(
      'quotas',
      `Chacune des ${panels.length} listes respecte toutes les règles : places, quotas, budget.`,
      panels.flatMap((panel) => commitment.rows.flatMap((row) => faultOfRow(row, panel))),
    ),
    finding('households', 'Aucune liste ne contient deux lignes d’un même foyer.', panels.flatMap(sameHousehold)),
    finding('true-totals', 'Les totaux publiés par classe sont exacts.', [...off.map(({ row }) => row), ...extra]),
  ];
}

interface NamedPanel {
  readonly name: string;
  readonly lines: readonly FrozenLine[];
}

function faultOfRow(row: Row, { name, lines }: NamedPanel): string[] {
  const sum = lines.reduce((total, { counts }) => total + (counts[row.key] ?? 0), 0);
  if (row.min !== null && sum < row.min) return [`${name} : ${row.key} = ${sum}, au moins ${row.min}`];
  return row.max !== null && sum > row.max ? [`${name} : ${row.key} = ${sum}, au plus ${row.max}`] : [];
}

function sameHousehold({ name, lines }: NamedPanel): string[] {
  const households = lines.map(({ household }) => household).filter((household) => household !== null);
  return new Set(households).size === households.length ? [] : [`${name} : deux lignes d’un même foyer`];
}

function ofProof(
  { commitment, lottery }: PublicRecord,
  { lines, proof }: SealedRecord,
  tools: ScrutinyTools,
): Finding[] {
  const problem: DrawProblem = {
    rows: commitment.rows,
    entries: entriesOf(
      commitment.rows,
      lines.map(({ line }) => line),
    ),
  };
  return [
    finding('certificate', proofSentence(proof), [
      ...tools.checkCertificate(problem, proof).faults.map((fault) => proofPlace(fault, commitment)),
      ...(proof.method === commitment.method ? [] : [`la méthode annoncée était « ${commitment.method} »`]),
      ...(proof.certificate.cap?.ratio === commitment.maxChanceRatio
        ? []
        : ['l’écart permis entre les chances n’est pas celui qui était annoncé']),
      ...unequal(problem, proof),
      ...(proof.status === lottery.status && proof.eps === lottery.eps
        ? []
        : ['l’état publié n’est pas celui de la preuve']),
    ]),
    finding(
      'certified-chances',
      'Les chances publiées sont celles de la preuve.',
      lottery.chances
        .filter(({ certified }, place) => certified !== toMillionths(proof.chances[place] ?? NaN))
        .map(({ code }) => `code ${code}`),
    ),
  ];
}

/** Where chances that are said to be equal per ticket are not. */
function unequal({ entries }: DrawProblem, { method, chances, eps }: FairLottery): string[] {
  if (method !== 'equal') return [];
  const perTicket = entries.map(({ tickets }, place) => (chances[place] ?? 0) / tickets);
  const most = perTicket.reduce((greatest, chance) => Math.max(greatest, chance), 0);
  return entries
    .filter((_, place) => most - (perTicket[place] ?? 0) > 2 * eps + 1e-9)
    .map(({ code }) => `code ${code}`);
}

/** Where a proof fails, from the stable words of its checker, such as `level-2-bound`. */
function proofPlace(fault: string, { lines }: Commitment): string {
  const [, kind, number] = /^(level|panel|chance|never|cap)(?:-[a-z]+)?-(\d+)/.exec(fault) ?? [];
  const place = Number(number);
  if (kind === 'level') return `preuve, niveau ${place + 1} (${fault})`;
  if (kind === 'panel') return `preuve, liste ${place} du calcul (${fault})`;
  return kind === undefined ? `preuve (${fault})` : `preuve, code ${lines[place]?.code ?? number ?? ''} (${fault})`;
}

function proofSentence({ method, status, eps, certificate }: FairLottery): string {
  const margin = status === 'optimal' ? '' : ` (à ${String(eps).replace('.', ',')} près)`;
  if (certificate.cap !== undefined) {
    return (
      `Personne n’a plus de ${String(certificate.cap.ratio).replace('.', ',')} fois la plus petite chance par ticket, et sous ` +
      `cette règle elle est la plus grande possible${margin}.`
    );
  }
  const goal =
    method === 'leximin'
      ? 'la plus petite chance est la plus grande possible, puis la suivante, et ainsi de suite'
      : method === 'maximin'
        ? 'la plus petite chance est la plus grande possible'
        : 'les chances sont égales';
  return `Aucun tirage plus juste n’existe sous ces règles${margin} : ${goal}.`;
}
