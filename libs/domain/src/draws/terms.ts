// What a draw is to keep, as it was decided before the list was made; and the problem that it gives with those who stand.
import { type Applicant, type AdmissionTerms, admissionProblem, servingFirst } from '../lotteries/admission-problem';
import { councilProblem } from '../lotteries/council-problem';
import type { Software } from '../lotteries/draw-record';
import type { Volunteer } from '../lotteries/volunteers-file';
import type { DrawProblem } from '../sortition/draw-problem';

/** A class of a criterion, and how many of the drawn may be of it. */
export interface QuotaClass {
  readonly key: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

/** Something that those drawn are to be varied in: gender, age, commune, … Each volunteer is of one class of it. */
export interface Criterion {
  readonly key: string;
  readonly label: string;
  readonly classes: readonly QuotaClass[];
}

/** The terms of a council's draw: the seats to be drawn now, the quotas of the whole council; days are ISO texts. */
export interface CouncilTerms {
  readonly kind: 'council';
  readonly charterNo: number;
  readonly seats: number;
  readonly criteria: readonly Criterion[];
  readonly onePerHousehold: boolean;
  readonly termFrom: string;
  readonly termMonths: number;
  readonly renewal: 'whole' | 'thirds';
  /** The last day of the longest term. */
  readonly lastDay: string;
}

/** The terms of an admission's draw. */
export interface AdmissionDrawTerms extends AdmissionTerms {
  readonly kind: 'admission';
  /** Days that those drawn have to answer, from the day on which they are told. */
  readonly answerDays: number;
  /** How the number of places was reckoned, in cents a month; for people to read. */
  readonly reckoned: Readonly<Record<string, number | string | null>>;
}

export type DrawTermsKept = CouncilTerms | AdmissionDrawTerms;

/** Somebody who could stand for a draw, without name. */
export interface Candidate {
  readonly subjectId: string;
  /** The number of their application, or of their standing for the council. */
  readonly subjectNo: number;
  /** Of those with the same text at most one is drawn; null: nobody else is of this household. */
  readonly household: string | null;
  /** Their class in each criterion, by keys. */
  readonly classes: Readonly<Record<string, string>>;
  readonly monthsWaited: number;
  readonly people: number;
}

/** Those who could be drawn, by code; and those who go on serving, who count in the quotas. */
export interface Coded {
  readonly standing: ReadonlyMap<string, Candidate>;
  readonly serving: readonly Candidate[];
}

/** A draw's arithmetic before it is known how many of those who come first fit in; null: nobody comes first in such a draw. */
export interface ReadyDraw {
  readonly problem: DrawProblem;
  /** Places of the entries that come first. */
  readonly servedFirst: readonly number[] | null;
}

/** The problem of a draw, its entries known by their codes. */
export function readyOf(terms: DrawTermsKept, people: Coded): ReadyDraw {
  return terms.kind === 'council'
    ? { problem: ofCouncil(terms, people), servedFirst: null }
    : ofAdmission(terms, people);
}

/** A draw whose list is not frozen yet: nobody has a code, and their ids do. `people` are in the order of the entries. */
export function byIds(
  terms: DrawTermsKept,
  { standing, serving }: { readonly standing: readonly Candidate[]; readonly serving: readonly Candidate[] },
): { readonly ready: ReadyDraw; readonly people: readonly Candidate[] } {
  const coded = new Map(standing.map((candidate) => [candidate.subjectId, candidate]));
  const ready = readyOf(terms, { standing: coded, serving });
  return { ready, people: ready.problem.entries.flatMap(({ code }) => coded.get(code) ?? []) };
}

/** The problem that is solved: at least so many of those who come first are drawn. */
export function servedBy({ problem, servedFirst }: ReadyDraw, served: number): DrawProblem {
  if (servedFirst === null || servedFirst.length === 0) return problem;
  return servingFirst({ problem, servedFirst }, served);
}

function ofCouncil({ criteria, seats, onePerHousehold }: CouncilTerms, { standing, serving }: Coded): DrawProblem {
  const volunteerOf = (id: string, { household, classes }: Candidate): Volunteer => ({
    id,
    household,
    classes: Object.fromEntries(
      criteria.map(({ key, label, classes: known }) => [
        label,
        known.find((one) => one.key === classes[key])?.label ?? '',
      ]),
    ),
  });
  return councilProblem({
    volunteers: [...standing].map(([code, candidate]) => volunteerOf(code, candidate)),
    quotas: criteria.flatMap(({ label: criterion, classes }) =>
      classes.map(({ label: name, min, max }) => ({ criterion, name, min, max })),
    ),
    seats,
    households: onePerHousehold,
    serving: serving.map((candidate, place) => volunteerOf(`siège ${place + 1}`, candidate)),
  }).problem;
}

function ofAdmission(terms: AdmissionDrawTerms, { standing }: Coded): ReadyDraw {
  const applicants = [...standing].map(([code, { classes, monthsWaited, people }]): Applicant => ({
    code,
    household: null,
    people,
    monthsWaited,
    classes,
    netCost: null,
  }));
  return admissionProblem(applicants, terms);
}

/** What makes a draw, as it stands in every commitment; held against package.json by a test. */
export const SOFTWARE: Software = { name: 'Tablée', version: '0.1.0', solver: 'highs 1.15.3' };
