// A person as an outlet may see them, where the fund voted that it may: by two letters, never by name.

/** The initials of the first and the last word of a name, e.g. `C. D.`; one word gives one. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => word !== '');
  const shown = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return shown.map((word = '') => `${String.fromCodePoint(word.codePointAt(0) ?? 32).toUpperCase()}.`).join(' ');
}
