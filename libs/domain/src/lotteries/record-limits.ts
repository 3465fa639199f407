// What a public record alone does not prove, and what one has to know of it.
import type { PublicRecord } from './draw-record';
import { secondsOfRound } from './draw-seed';

/** French sentences; the last says what only the sealed record proves. */
export function limitsOf({ commitment }: PublicRecord): string[] {
  const { sequence, previous, publicValue, test } = commitment;
  return [
    ...(test ? ['C’est une répétition, marquée comme telle : elle ne désigne personne.'] : []),
    ...(publicValue.source === 'given'
      ? [
          'La graine a été donnée par qui a lancé le tirage : rien ici ne prouve qu’elle n’a pas été choisie après essai.',
        ]
      : []),
    ...(publicValue.source === 'dice'
      ? [`Les dés ont été lancés devant témoins (${publicValue.before}) : c’est à eux de le confirmer.`]
      : []),
    ...(publicValue.source === 'drand'
      ? [
          `Le tour ${publicValue.round} de drand est sorti ${momentOf(publicValue.round)} : les listes devaient être publiées avant.`,
        ]
      : []),
    sequence === 1 && previous === null
      ? 'C’est le premier engagement de cette caisse.'
      : `C’est l’engagement n° ${sequence} de cette caisse ; le précédent porte l’empreinte ${previous ?? 'inconnue'} : demandez ce qu’il est devenu.`,
    'Le registre public ne montre pas les critères : que chaque liste respecte les quotas et que les chances sont les plus ' +
      'justes possibles, le registre scellé le prouve aux scrutateurs.',
  ];
}

/** When a round came out, as people in France read it. */
function momentOf(round: number): string {
  const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });
  return `le ${format.format(secondsOfRound(round) * 1000)} (heure de Paris)`;
}
