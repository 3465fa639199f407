// Names for things that never change and never tell anything: uuid version 7, made by the application.
import { RuleBroken } from './rule-broken';

declare const kind: unique symbol;

/** The id of one kind of thing, e.g. `Id<'member'>`: a lower-case uuid. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a uuid as Tablée writes them (lower case, with dashes). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Reads an id from outside.
 * @throws RuleBroken `id-malformed` when the text is no uuid
 */
export function idOf<Kind extends string>(text: string): Id<Kind> {
  if (!isUuid(text)) throw new RuleBroken('id-malformed', { id: text.slice(0, 64) });
  return text as Id<Kind>;
}
