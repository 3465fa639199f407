// The verification says in French where a record breaks: the same in English, sentence by sentence.
import { secondsOfRound } from '../../../../libs/domain/src/lotteries/browser';

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Europe/Paris',
});

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^preuve, niveau (\d+) \((.+)\)$/, 'proof, level $1 ($2)'],
  [/^preuve, liste (\d+) du calcul \((.+)\)$/, 'proof, list $1 of the sum ($2)'],
  [/^preuve, code (\S*) \((.+)\)$/, 'proof, code $1 ($2)'],
  [/^preuve \((.+)\)$/, 'proof ($1)'],
  [
    /^l’écart permis entre les chances n’est pas/,
    'the ratio allowed between chances is not the one that was announced',
  ],
  [
    /^ce n’est l’empreinte d’aucune de ses parties/,
    'it is the fingerprint of none of its parts: this record is not the one that was published',
  ],
  [/^le fichier$/, 'the file'],
  [/^empreinte de la partie « (.+) »$/, 'fingerprint of the part “$1”'],
  [/^les listes ne se rattachent pas à cet engagement$/, 'the lists do not belong to this commitment'],
  [/^le tirage ne se rattache pas à ces listes$/, 'the draw does not belong to these lists'],
  [/^code (\S+)$/, 'code $1'],
  [/^code (\S+) en double$/, 'code $1 twice'],
  [/^code (\S+) mal rangé$/, 'code $1 out of order'],
  [/^code (\S+) inconnu$/, 'code $1 unknown'],
  [/^ligne de (\S+)$/, 'line of $1'],
  [/^ligne de (\S+) absente ou déplacée$/, 'line of $1 missing or moved'],
  [/^(\d+) lignes pour (\d+) codes$/, '$1 lines for $2 codes'],
  [/^(\d+) listes, (\d+) annoncées$/, '$1 lists, $2 announced'],
  [/^(\d+) personnes$/, '$1 people'],
  [/^(\d+) chances, (\d+) codes$/, '$1 chances, $2 codes'],
  [/^code (\S+) : (\d+) listes annoncées, (\d+) comptées$/, 'code $1: $2 lists announced, $3 counted'],
  [/^code (\S+) : (\d+) listes sur (\d+), loin de (\S+)$/, 'code $1: $2 of $3 lists, far from $4'],
  [/^un secret avec une graine donnée à la main$/, 'a secret with a seed given by hand'],
  [/^le secret manque$/, 'the secret is missing'],
  [/^le secret n’est pas fait de 32 octets$/, 'the secret is not made of 32 bytes'],
  [/^le secret ne correspond pas à l’empreinte$/, 'the secret does not match its fingerprint'],
  [/^« (.+) » était annoncé, et c’est « (.+) » qui a servi$/, '“$1” was announced, and “$2” was used'],
  [/^la graine n’est pas en chiffres hexadécimaux$/, 'the seed is not in hexadecimal digits'],
  [/^un dé ne montre que 1 à 6$/, 'a die shows 1 to 6 only'],
  [/^(\d+) lancers annoncés : il en faut au moins (\d+)$/, '$1 throws announced: at least $2 are needed'],
  [/^(\d+) lancers étaient annoncés, (\d+) sont notés$/, '$1 throws were announced, $2 are noted'],
  [/^le tour (\d+) était annoncé, le tour (\d+) a servi$/, 'round $1 was announced, round $2 was used'],
  [/^la chaîne drand n’est pas « quicknet »$/, 'the drand chain is not “quicknet”'],
  [/^la signature n’est pas celle du tour (\d+) de drand$/, 'the signature is not that of round $1 of drand'],
  [/^la graine$/, 'the seed'],
  [/^numéro (\d+), attendu aucun$/, 'number $1, none expected'],
  [/^numéro (\d+), attendu (\d+)$/, 'number $1, $2 expected'],
  [/^place (\d+)$/, 'place $1'],
  [/^ligne inconnue$/, 'unknown row'],
  [/^total trop petit$/, 'total too small'],
  [/^plus que de personnes inscrites$/, 'more than there are people on the list'],
  [/^plus de tirés que d’inscrits$/, 'more drawn than on the list'],
  [/^(\d+), hors du quota$/, '$1, outside the quota'],
  [/^la ligne est celle d’un autre tirage$/, 'the line is that of another draw'],
  [/^la ligne de (\S+) n’est pas celle qui a été figée$/, 'the line of $1 is not the one that was frozen'],
  [/^empreinte du registre scellé$/, 'fingerprint of the sealed record'],
  [/^« (.+) » n’est pas une règle$/, '“$1” is no rule'],
  [/^foyer noté sans la règle des foyers$/, 'a household noted without the rule for households'],
  [/^(\S+) ticket$/, '$1 ticket'],
  [/^deux lignes d’un même foyer$/, 'two lines of one household'],
  [/^(.+) = (\S+), au moins (\S+)$/, '$1 = $2, at least $3'],
  [/^(.+) = (\S+), au plus (\S+)$/, '$1 = $2, at most $3'],
  [/^(\d+) totaux pour (\d+) classes$/, '$1 totals for $2 classes'],
  [/^la méthode annoncée était « (.+) »$/, 'the method announced was “$1”'],
  [/^l’état publié n’est pas celui de la preuve$/, 'the published state is not that of the proof'],
  [/^liste (\d+)$/, 'list $1'],
  [/^liste (\d+), place (\d+)$/, 'list $1, place $2'],
  [/^C’est une répétition,/, 'This is a rehearsal, marked as such: it names nobody.'],
  [
    /^La graine a été donnée/,
    'The seed was given by whoever ran the draw: nothing here proves that it was not chosen after trials.',
  ],
  [
    /^Les dés ont été lancés devant témoins \((.+)\) .*$/,
    'Dice were thrown before witnesses ($1): it is for them to confirm it.',
  ],
  [/^C’est le premier engagement de cette caisse\.$/, 'This is the fund’s first commitment.'],
  [
    /^C’est l’engagement n° (\d+) de cette caisse ; le précédent porte l’empreinte (\S+) .*$/,
    'This is the fund’s commitment number $1; the one before has the fingerprint $2: ask what became of it.',
  ],
  [
    /^Le registre public ne montre pas les critères/,
    'The public record does not show criteria: that each list keeps the quotas and that the chances are the fairest possible is ' +
      'proved to the scrutineers by the sealed record.',
  ],
];

/** A fault or limit in English; null when there is no translation, and the French has to stand. */
export function inEnglish(french: string): string | null {
  const whole = translated(french);
  if (whole !== null) return whole;
  // "liste 017 : code X inconnu": the place and what is wrong there, each by itself.
  const [place, ...rest] = french.split(' : ');
  if (place === undefined || rest.length === 0) return /^[\w.[\]/%-]+$/.test(french) ? french : null;
  const said = inEnglish(rest.join(' : '));
  return said === null ? null : `${translated(place) ?? place}: ${said}`;
}

function translated(french: string): string | null {
  const [, round] = /^Le tour (\d+) de drand est sorti /.exec(french) ?? [];
  if (round !== undefined) {
    const out = dayAndTime.format(secondsOfRound(Number(round)) * 1000);
    return `Round ${round} of drand came out on ${out} (Paris time): the lists had to be published before.`;
  }
  for (const [pattern, english] of PATTERNS) {
    const found = pattern.exec(french);
    if (found) return english.replaceAll(/\$(\d)/g, (_all, group: string) => found[Number(group)] ?? '');
  }
  return null;
}
