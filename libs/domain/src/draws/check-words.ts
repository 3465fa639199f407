// What a check found, kept and said in plain French: what is missing, what would have to give way, who can never be drawn.
import type { Cents } from '../kernel/money';
import type { KeptOut } from '../lotteries/admission-outlook';
import type { EffectOnFree, NoPlaces } from '../lotteries/admission-plan';
import { euroText, noPlacesText, reasonText } from '../lotteries/admission-words';
import { classOfRow } from '../lotteries/class-totals';
import { relaxationText } from '../lotteries/council-problem';
import { monthsOfList } from '../lotteries/tickets';
import type { Relaxation } from '../sortition/fair-lottery';
import type { AdmissionAhead } from './places-ahead';
import type { Checked, NeverNow } from './solving';
import type { AdmissionDrawTerms, Candidate } from './terms';

/** A bound that would have to give way, and how that is said. */
export interface RelaxationInWords extends Relaxation {
  readonly words: string;
}

/** Somebody who cannot be drawn as things stand. */
export interface NotDrawable {
  readonly subjectId: string;
  readonly subjectNo: number;
  readonly rows: readonly string[];
  /** Of an admission: what keeps them out, with what it would take and in how many months it is there. */
  readonly reasons: readonly KeptOut[];
  /** Of an admission where the longest waits come first: in how many months theirs is one of these; null: not by waiting. */
  readonly comesFirstInMonths: number | null;
  readonly words: string;
}

/** What a check of an admission found beyond: places, money, who comes first. */
export interface AdmissionChecked {
  /** Of the list that was checked: only this one may be committed to. */
  readonly listHash: string;
  /** `bearable`: as many of those asked for as the fund can bear now. */
  readonly places: { readonly asked: number; readonly bearable: number; readonly none: NoPlaces | null };
  /** What a newcomer takes out of the pot, reckoned prudently, in cents a month; and what the draw does to *libre*. */
  readonly netCostCents: Cents;
  readonly effect: EffectOnFree;
  /** How many have waited so long that they come first, and how many of them are drawn for sure. */
  readonly first: { readonly waiting: number; readonly served: number };
  /** How many months the list takes at so many places a month; null without places. */
  readonly monthsOfList: number | null;
  readonly words: readonly string[];
}

/** What a check found of those who stood when it was made. */
export interface CheckKept {
  readonly checkedAt: string;
  readonly standing: number;
  readonly leftOut: readonly { readonly subjectId: string; readonly why: string }[];
  readonly possible: boolean;
  /** `places`: the fund cannot bear as many as are asked for. */
  readonly cause: 'quota' | 'household' | 'size' | 'budget' | 'places' | null;
  readonly relaxations: readonly RelaxationInWords[];
  readonly never: readonly NotDrawable[];
  /** Null for a council. */
  readonly admission: AdmissionChecked | null;
}

/** Whose check it was. */
export interface CheckOf {
  readonly at: string;
  /** Who the entries stand for, in their order. */
  readonly people: readonly Candidate[];
  readonly leftOut: CheckKept['leftOut'];
  /** Of an admission: its terms, the list that was checked and what the fund can bear. */
  readonly admission: {
    readonly terms: AdmissionDrawTerms;
    readonly listHash: string;
    readonly first: number;
    readonly ahead: AdmissionAhead;
  } | null;
}

/** Keeps the answer of a check. */
export function checkKept(found: Checked, of: CheckOf): CheckKept {
  const { feasibility, never } = found;
  const admission = of.admission && admissionKept(of.admission, of.people.length, found.served);
  const tooMany = admission !== null && admission.places.bearable < admission.places.asked;
  const infeasible = feasibility.status === 'infeasible' ? feasibility : null;
  return {
    checkedAt: of.at,
    standing: of.people.length,
    leftOut: of.leftOut,
    possible: infeasible === null && !tooMany,
    cause: infeasible?.cause ?? (tooMany ? 'places' : null),
    relaxations: (infeasible?.relaxations ?? []).map((one) => ({ ...one, words: relaxationText(one) })),
    never: never.flatMap((one) => {
      const person = of.people[one.entry];
      return person ? [notDrawable(one, person, of.admission?.terms ?? null)] : [];
    }),
    admission,
  };
}

function admissionKept(
  { terms, listHash, first, ahead }: NonNullable<CheckOf['admission']>,
  standing: number,
  served: number,
): AdmissionChecked {
  const asked = terms.places.max;
  const kept = {
    listHash,
    places: { asked, bearable: ahead.plan.places, none: ahead.plan.none },
    netCostCents: ahead.netCost,
    effect: ahead.effectOf(asked),
    first: { waiting: first, served },
    monthsOfList: monthsOfList(standing, asked),
  };
  return {
    ...kept,
    words: [...placesInWords(kept.places), ...effectInWords(kept.effect), ...firstInWords(kept.first)],
  };
}

function placesInWords({ asked, bearable, none }: AdmissionChecked['places']): string[] {
  if (none !== null) return [noPlacesText(none)];
  if (bearable >= asked) return [];
  return [`La caisse ne peut plus porter que ${bearable} place(s) sur ${asked} : préparez un nouveau tirage.`];
}

function effectInWords({ perMonth, atEnd }: EffectOnFree): string[] {
  const month = `Libre chaque mois : ${euroText(perMonth.before)} avant, ${euroText(perMonth.after)} après.`;
  if (atEnd === null) return [month];
  return [
    month,
    `Libre dans ${atEnd.months} mois, au plus prudent : ${euroText(atEnd.before)} avant, ${euroText(atEnd.after)} après.`,
  ];
}

function firstInWords({ waiting, served }: AdmissionChecked['first']): string[] {
  return waiting === 0
    ? []
    : [`Attendent depuis si longtemps qu’elles passent d’abord : ${waiting} ; tirées à coup sûr : ${served}.`];
}

function notDrawable(
  { rows, reasons }: NeverNow,
  { subjectId, subjectNo, monthsWaited }: Candidate,
  terms: AdmissionDrawTerms | null,
): NotDrawable {
  const whose = { subjectId, subjectNo, rows, reasons };
  if (terms === null) return { ...whose, comesFirstInMonths: null, words: whyNever(rows) };
  const { firstAfterMonths } = terms.tickets;
  const left = firstAfterMonths === null ? 0 : firstAfterMonths - monthsWaited;
  const comesFirstInMonths = left > 0 ? left : null;
  return { ...whose, comesFirstInMonths, words: notNowInWords(reasons, comesFirstInMonths) };
}

/** Why somebody cannot enter by this draw, and from when on their wait brings them first. */
function notNowInWords(reasons: readonly KeptOut[], comesFirstInMonths: number | null): string {
  const why = reasons.map(reasonText).join(' ; ');
  return comesFirstInMonths === null ? why : `${why} ; dans ${comesFirstInMonths} mois, cette demande passera d’abord`;
}

/** Why somebody can never be drawn under the quotas as they are. */
function whyNever(rows: readonly string[]): string {
  return `aucune liste possible avec cette personne, à cause de : ${rows.map(nameOf).join(', ')}`;
}

function nameOf(row: string): string {
  const found = classOfRow(row);
  if (found) return `de « ${found.name} » (${found.criterion})`;
  if (row === 'size') return 'au total (le nombre de places)';
  if (row === 'household') return 'd’un même foyer (une seule personne par foyer)';
  return row === 'first-served' ? 'servies d’abord, après une longue attente' : `pour « ${row} »`;
}
