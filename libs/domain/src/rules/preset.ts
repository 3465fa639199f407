// A real fund as it was read about: its sourced facts, and a complete rules document in which every filler is marked.
import type { Fact } from '../kernel/rule-broken';
import { readRules } from './read-rules';
import type { Rules } from './rules';

/** What was read, by whom it was written where known, and when. */
export interface PresetSource {
  readonly title: string;
  readonly by: string | null;
  readonly when: string;
}

/** A preset as its file holds it: the rules not yet read. */
export interface PresetDocument {
  readonly key: string;
  readonly name: string;
  readonly place: string;
  readonly departement: string;
  readonly region: string;
  readonly lat: number;
  readonly lon: number;
  readonly sources: readonly PresetSource[];
  /** As sourced; null when not found. */
  readonly size: { readonly participants: number | null; readonly households: number | null };
  /** Sourced facts as published: amounts in euros, shares as fractions, texts in French. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** What a reader should know, in French. */
  readonly notes: readonly string[];
  /** JSON pointers into this document (`/size`, `/facts`, `/rules`) to what is sourced. */
  readonly sourced: readonly string[];
  readonly rules: unknown;
  /** JSON pointers into `rules` to what is our own filler; a pointer to an axis stands for all of it. */
  readonly fillers: readonly string[];
}

/** A preset whose rules were read. */
export interface Preset extends PresetDocument {
  readonly rules: Rules;
}

/**
 * Makes a preset from its file.
 * @throws RuleBroken `rules-invalid` when its rules are no sound document
 */
export function presetFrom(document: PresetDocument): Preset {
  return { ...document, rules: readRules(document.rules) };
}

/** Whether a field of the rules (JSON pointer, e.g. `/unspent/months`) is our filler, to be shown as such. */
export function isFiller(preset: Preset, pointer: string): boolean {
  return preset.fillers.some((filler) => pointer === filler || pointer.startsWith(`${filler}/`));
}
