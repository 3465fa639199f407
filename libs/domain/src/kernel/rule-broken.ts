// What a person asked for is against a rule of the fund: the only error that rules and use cases throw.

/** A fact that helps a person understand a refusal; it becomes a member of the API's problem document. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

/**
 * A broken rule. `code` is stable and listed in the API's catalogue of problems; `facts` carry what a person
 * needs in order to mend it (the field, the amount left, the date).
 */
export class RuleBroken extends Error {
  constructor(
    readonly code: string,
    readonly facts: Readonly<Record<string, Fact>> = {},
  ) {
    super(code);
    this.name = 'RuleBroken';
  }
}
