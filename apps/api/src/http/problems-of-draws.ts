// What draws and the council can be refused with: a part of the catalogue of problems.
import { kind, type ProblemKind } from './problems-of-spending';

/** Code to status and title. */
export const PROBLEMS_OF_DRAWS: Readonly<Record<string, ProblemKind>> = {
  // Draws by lot
  'draw-unknown': kind(404, "Ce tirage n'existe pas dans cette caisse"),
  'draw-step-impossible': kind(409, 'Ce tirage n’en est pas là : regardez où il en est, et ce qui peut suivre'),
  'draw-is-a-test': kind(409, 'C’est un tirage d’essai : il ne peut pas être publié ni prendre effet'),
  'draw-not-drawn': kind(409, 'Ce tirage n’a pas encore eu lieu : son procès-verbal vient après'),
  'draw-not-possible': kind(409, 'Aucune liste ne respecte ces quotas : voyez ce qui manque dans la vérification'),
  'admission-terms-impossible': kind(
    422,
    'Ces bornes se contredisent : un minimum dépasse un maximum, ou une classe est là deux fois',
  ),
  'draw-not-checked': kind(409, 'Vérifiez d’abord ce tirage, et corrigez ce qui manque : il doit être possible'),
  'draw-list-changed': kind(409, 'La liste d’attente a changé depuis la vérification : vérifiez ce tirage à nouveau'),
  'draw-without-candidates': kind(409, 'Personne ne peut être tiré : aucun volontaire, ou liste d’attente vide'),
  'draw-proposal-outdated': kind(409, 'Une autre proposition de tirage a été faite depuis : signez celle-là'),
  'admission-not-by-lottery': kind(409, 'Les règles de cette caisse n’admettent pas par tirage au sort'),
  'admission-no-places': kind(409, 'Il n’y a pas de place à tirer ce mois-ci : voyez ce qu’il manque pour une place'),
  'public-value-too-soon': kind(422, 'Choisissez un instant plus tard : cette valeur publique serait déjà connue'),
  'public-value-wrong': kind(422, 'Cette valeur publique n’est pas celle qui était annoncée'),
  'too-few-throws': kind(
    422,
    'Annoncez davantage de lancers de dé : il en faut assez pour que personne ne puisse choisir',
  ),
  'seed-must-be-public': kind(422, 'Un vrai tirage demande une valeur publique : drand, ou des dés devant témoins'),
  'sealed-record-not-there': kind(409, 'Le dossier scellé n’existe qu’une fois le tirage calculé'),
  'sealed-record-closed': kind(
    409,
    'Ce dossier est scellé : demandez son ouverture, qu’une autre personne doit signer',
  ),
  'sealed-record-forgotten': kind(
    410,
    'Les critères personnels de ce tirage ont été effacés : reste le procès-verbal public',
  ),

  // The council
  'council-without-charter': kind(404, 'Cette caisse n’a pas encore écrit la charte de son conseil'),
  'council-has-no-seat': kind(409, 'Il n’y a pas autant de sièges libres à cette date : voyez qui siège encore'),
  'charter-key-twice': kind(422, 'Deux critères, ou deux classes d’un critère, portent le même nom'),
  'charter-quota-crossed': kind(422, 'Un minimum dépasse son maximum : corrigez ce quota'),
  'charter-sums-impossible': kind(
    422,
    'Ces quotas ne peuvent pas donner le nombre de sièges : revoyez les minimums et maximums de ce critère',
  ),
  'volunteer-unknown': kind(404, "Ce volontaire n'existe pas dans cette caisse"),
  'volunteer-answers-invalid': kind(422, 'Choisissez une classe pour chaque critère demandé'),
  'volunteer-stands-already': kind(409, 'Cette personne est déjà volontaire'),
  'volunteer-step-impossible': kind(409, 'Ce volontaire n’en est pas là : cela ne change rien'),
  'seat-unknown': kind(404, "Ce siège n'existe pas dans ce conseil"),
  'seat-left-already': kind(409, 'Cette personne a déjà quitté son siège'),
  'seat-term-over': kind(409, 'Le mandat de ce siège est terminé'),
};
