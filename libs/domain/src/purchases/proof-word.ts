// The word of the day: what a paid screen shows, so that a picture of yesterday's screen, or of another stall's, is known.

/** Short French words that are hard to mishear at a stall. */
// prettier-ignore
const WORDS = [
  'abeille', 'abricot', 'agneau', 'amande', 'ancre', 'arbre', 'argile', 'avoine', 'balance', 'bambou', 'banane', 'barque',
  'basilic', 'beurre', 'blaireau', 'bocal', 'boussole', 'brebis', 'brioche', 'brouette', 'cabane', 'cabas', 'canard',
  'cannelle', 'carafe', 'carotte', 'cascade', 'cassis', 'cerise', 'chardon', 'cheval', 'cigale', 'citron', 'clairière',
  'coccinelle', 'colline', 'concombre', 'corbeille', 'coton', 'courge', 'cresson', 'dauphin', 'dragon', 'écluse',
  'écureuil', 'épinard', 'escargot', 'étoile', 'fanfare', 'fenouil', 'figue', 'flamme', 'fontaine', 'fougère', 'fraise',
  'framboise', 'galet', 'girafe', 'glacier', 'goéland', 'grenier', 'groseille', 'hameau', 'haricot', 'hibou', 'horizon',
  'jardin', 'jonquille', 'jument', 'kiwi', 'laitue', 'lanterne', 'lavande', 'lentille', 'lièvre', 'luciole', 'mandarine',
  'marelle', 'marmite', 'mésange', 'miel', 'mimosa', 'moulin', 'mouton', 'myrtille', 'navet', 'neige', 'noisette',
  'nuage', 'olive', 'orage', 'oseille', 'panier', 'papillon', 'pastèque', 'pelote', 'perdrix', 'persil', 'phare', 'pinson',
  'pivoine', 'poireau', 'pommier', 'potiron', 'prairie', 'prune', 'radis', 'raisin', 'renard', 'rivière', 'romarin',
  'ruche', 'sapin', 'sardine', 'sauge', 'semoule', 'sentier', 'sureau', 'tambour', 'tilleul', 'tomate', 'tortue',
  'tournesol', 'truite', 'vallon', 'verger', 'violon', 'voilier',
] as const;

/** How a digest of fund, outlet and day is to be written: at least eight hexadecimal digits. */
const DIGEST = /^[0-9a-f]{8,}$/;

/**
 * The word of an outlet on a day, out of a digest that only the fund can make (a keyed hash over outlet and day): the same
 * all day, another one tomorrow and next door. @throws RangeError when the digest is none
 */
export function wordOfTheDay(digest: string): string {
  if (!DIGEST.test(digest)) throw new RangeError('a word of the day follows from a digest');
  return WORDS[Number.parseInt(digest.slice(0, 8), 16) % WORDS.length] ?? WORDS[0];
}
