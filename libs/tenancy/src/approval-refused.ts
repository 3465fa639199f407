// A signature that does not count, and why: the ground floor's one refusal that a person reads.

/** Why a signature does not count; each code is in the API's catalogue of problems. */
export class ApprovalRefused extends Error {
  constructor(
    readonly code: string,
    readonly facts: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = 'ApprovalRefused';
  }
}
