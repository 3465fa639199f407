// Names as people write them, made comparable: `Saint-Étienne` and `saint etienne` are one.

/** A text for comparing: lower case, without accents, signs and doubled spaces; empty when nothing else stood in it. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
