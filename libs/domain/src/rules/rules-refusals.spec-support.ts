// Rules documents to spoil, and what reading them refuses.
import { RuleBroken } from '../kernel/rule-broken';
import { presetByKey } from './presets';
import { readRules } from './read-rules';

/** Any JSON object. */
export type Json = Record<string, unknown>;
/** One fault named. */
interface Refusal {
  readonly pointer: string;
  readonly detail: string;
}

/** A document as it comes from outside. */
export const copyOf = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
/** The rules of Flers (a fund of persons), changed. */
export const flers = (changes: Json = {}): Json => ({ ...copyOf(presetByKey('flers').rules), ...changes });
/** The rules of Gironde (a fund of households), changed. */
export const gironde = (changes: Json = {}): Json => ({ ...copyOf(presetByKey('gironde').rules), ...changes });

/** Every fault that reading a document names; none when it is sound. */
export function refusalsOf(document: unknown): Refusal[] {
  try {
    readRules(document);
  } catch (error) {
    if (!(error instanceof RuleBroken) || error.code !== 'rules-invalid') throw error;
    return error.facts['errors'] as unknown as Refusal[];
  }
  return [];
}

/** Where the faults of a document are. */
export const pointersOf = (document: unknown): string[] => refusalsOf(document).map(({ pointer }) => pointer);
