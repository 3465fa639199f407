// What `draw admission` answers. Amounts in cents a month, chances from 0 to 1, people by the ids of the list.
import type { AdmissionPlan, CurvePoint, EffectOnFree, KeptOut } from '#domain/lotteries';
import type { Relaxation } from '#domain/sortition';
import type { RecordFiles } from './record-files';

/** Nobody can be drawn this month, and what would change that. */
export type NoPlaces =
  | NonNullable<AdmissionPlan['none']>
  /** Chances as near to each other as the cap wants would cost more than there is. */
  | { readonly code: 'cap' };

/** Some who cannot be drawn now, all for the same reasons. */
export interface Waiting {
  readonly ids: readonly string[];
  readonly reasons: readonly KeptOut[];
  readonly message: string;
}

/** No list of people can keep the terms. */
export interface Refused {
  readonly status: 'infeasible';
  readonly cause: string;
  readonly relaxations: readonly (Relaxation & { readonly message: string })[];
  readonly message: string;
}

/** A draw took place, be it of nobody. */
export interface Admitted {
  readonly status: 'feasible';
  readonly mode: 'simple' | 'budget';
  /** The most places there are; null: as many as the budget bears. */
  readonly places: number | null;
  /** Null where the draw had no budget to keep. */
  readonly budget: number | null;
  readonly noPlaces: (NoPlaces & { readonly message: string }) | null;
  /** Over everybody on the list: 0 where someone cannot be drawn now. */
  readonly minChancePerTicket: number;
  readonly minPositiveChancePerTicket: number;
  readonly maxChancePerTicket: number;
  readonly maxChanceRatio: number | null;
  readonly expectedSize: number;
  readonly expectedNetCost: number | null;
  readonly drawn: readonly string[];
  /** What those drawn cost together; null where the list does not say. */
  readonly netCost: number | null;
  readonly effect: EffectOnFree | null;
  readonly marginals: Readonly<Record<string, number>>;
  readonly tickets: Readonly<Record<string, number>>;
  /** How many months the list takes at the number drawn on average: the mean wait; null where nobody is drawn. */
  readonly monthsOfList: number | null;
  readonly servedFirst: { readonly waiting: number; readonly served: number };
  readonly neverDrawable: readonly string[];
  readonly notNow: readonly Waiting[];
  readonly curve: readonly CurvePoint[] | null;
  readonly act: ActSummary | null;
}

/** What proves the draw and where it is written; nothing is written when there was no place. */
export interface ActSummary extends RecordFiles {
  readonly certificate: {
    readonly status: string;
    readonly eps: number;
    readonly ok: boolean;
    readonly bound: number;
    readonly faults: readonly string[];
  };
  readonly alternates: readonly string[];
  readonly number: number;
  readonly panels: number;
  readonly fingerprints: { readonly commitment: string; readonly lottery: string; readonly draw: string };
}

/** The answer. */
export type AdmissionAnswer = (Refused | Admitted) & {
  readonly warnings: readonly string[];
  readonly seconds: number;
};

/** The answer for programs: what proves the draw stands beside the rest. */
export function admissionJson(answer: AdmissionAnswer): string {
  if (answer.status === 'infeasible') return JSON.stringify(answer);
  const { act, ...rest } = answer;
  return JSON.stringify({ ...rest, ...act });
}
