// What `draw council` answers: one JSON object for programs, a page of French for people.
import { classOfRow } from '#domain/lotteries';
import {
  type DrawProblem,
  type FairLottery,
  type LinearSolver,
  type Relaxation,
  whyNeverDrawable,
} from '#domain/sortition';
import type { Figures } from './figures';
import type { RecordFiles } from './record-files';

/** Volunteers whom no panel can hold, all for the same reason. */
export interface Barred {
  readonly ids: readonly string[];
  /** Keys of the rows that keep them out; `household`. */
  readonly rows: readonly string[];
  readonly message: string;
}

/** No panel can keep the rules. */
export interface Infeasible {
  readonly status: 'infeasible';
  readonly cause: string;
  readonly relaxations: readonly (Relaxation & { readonly message: string })[];
  readonly explanations: readonly string[];
}

/** A panel was drawn. Chances are from 0 to 1. */
export interface Drawn extends Figures {
  readonly status: 'feasible';
  readonly method: string;
  readonly marginals: Readonly<Record<string, number>>;
  readonly neverDrawable: readonly string[];
  readonly neverDrawableWhy: readonly Barred[];
  readonly certificate: {
    readonly status: string;
    readonly eps: number;
    readonly ok: boolean;
    readonly bound: number;
    readonly faults: readonly string[];
    readonly levels: number;
  };
  readonly panel: readonly string[];
  readonly alternates: readonly string[];
  /** The number of the panel, from 0, among so many. */
  readonly number: number;
  readonly panels: number;
  readonly fingerprints: { readonly commitment: string; readonly lottery: string; readonly draw: string };
  readonly files: RecordFiles;
}

/** The answer. */
export type CouncilAnswer = (Infeasible | Drawn) & {
  readonly warnings: readonly string[];
  /** Codes that were left out beforehand. */
  readonly leftOut: readonly string[];
  readonly seconds: number;
};

/** Who can never be drawn, by reason. Reasons are looked up once for those whose lines are alike. */
export function barredGroups(problem: DrawProblem, proof: FairLottery, solver: LinearSolver): Barred[] {
  const alike = Map.groupBy(proof.neverDrawable, (place) => {
    const { amounts, household } = problem.entries[place] ?? {};
    return JSON.stringify([amounts, household]);
  });
  return [...alike.values()].map((places) => {
    const rows = whyNeverDrawable(problem, places[0] ?? 0, solver);
    return { ids: places.map((place) => problem.entries[place]?.code ?? ''), rows, message: reasonText(rows) };
  });
}

function reasonText(rows: readonly string[]): string {
  if (rows.length === 0) return 'aucune liste possible ne les contient, quel que soit le quota que l’on change';
  const names = rows.map((row) => {
    const named = classOfRow(row);
    if (named !== null) return `le quota de ${named.name} (${named.criterion})`;
    return row === 'household' ? 'la règle d’une personne par foyer' : 'le nombre de sièges';
  });
  return `aucune liste possible ne les contient : ${names.join(', ')} l’empêche${names.length > 1 ? 'nt' : ''}`;
}

/** The answer for programs: `record` and `sealed` are paths. */
export function jsonOf(answer: CouncilAnswer): string {
  if (answer.status === 'infeasible') return JSON.stringify(answer);
  const { files, ...rest } = answer;
  return JSON.stringify({ ...rest, ...files });
}

/** The answer for people. */
export function pageOf(answer: CouncilAnswer): string {
  const body = answer.status === 'infeasible' ? pageOfRefusal(answer) : pageOfDraw(answer, answer.seconds);
  return [...answer.warnings.map((warning) => `Attention. ${warning}`), ...body, ''].join('\n');
}

function pageOfRefusal({ explanations, relaxations }: Infeasible): string[] {
  return [
    'Aucun conseil ne peut respecter ces règles.',
    ...explanations.map((one) => `  ${one}`),
    'Le plus petit changement qui le permettrait :',
    ...relaxations.map(({ message }) => `  ${message}`),
  ];
}

function pageOfDraw(drawn: Drawn, seconds: number): string[] {
  const { panel, alternates, certificate, files } = drawn;
  return [
    `Tirage de ${panel.length} personnes parmi ${Object.keys(drawn.marginals).length}, en ${tenths(seconds)} s.`,
    `  Chances : de ${percent(drawn.minProbability)} à ${percent(drawn.maxProbability)}.`,
    `  Preuve ${certificate.ok ? 'vérifiée' : 'REFUSÉE'} : aucun tirage n’est plus juste, à ${certificate.eps} près.`,
    ...drawn.neverDrawableWhy.map(
      ({ ids, message }) => `  Ne peuvent pas être tirés (${ids.join(', ')}) : ${message}.`,
    ),
    `  La graine désigne la liste n° ${drawn.number} (de 0 à ${drawn.panels - 1}) :`,
    `  ${panel.join(' ')}`,
    `  Réserve, dans l’ordre : ${alternates.slice(0, 20).join(' ')}${alternates.length > 20 ? ' …' : ''}`,
    `  Empreinte du registre : ${drawn.fingerprints.draw}`,
    `  Registre public : ${files.record}`,
    `  Registre scellé (à ne montrer qu’aux scrutateurs) : ${files.sealed}`,
  ];
}

/** A chance as people read it, e.g. `21,31 %`. */
export function percent(chance: number): string {
  return `${(100 * chance).toFixed(2).replace('.', ',')} %`;
}

function tenths(seconds: number): string {
  return seconds.toFixed(1).replace('.', ',');
}
