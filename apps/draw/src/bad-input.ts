// What was asked cannot be done as it stands: sentences for whoever typed the command or made the files.

/** Everything that is wrong, in French, each with its remedy. */
export class BadInput extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}
