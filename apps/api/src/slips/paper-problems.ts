// The problems of paper: reimbursement slips, their batches, and market tallies.
import { kind, type ProblemKind } from '../http/problems-of-spending';

/** Code to status and title; a part of PROBLEMS. */
export const PAPER_PROBLEMS: Readonly<Record<string, ProblemKind>> = {
  // Slips
  'slip-unknown': kind(404, 'Cette fiche n’a jamais été remise par cette caisse : relisez son numéro'),
  'batch-areas-undecided': kind(
    409,
    'Des papiers viennent d’un point de vente hors des communes des règles : dites si vous les payez ou les écartez',
  ),
  'slip-not-paid': kind(409, 'Ce papier n’a pas été payé : il n’y a rien à annuler'),
  'slip-undone': kind(409, 'Ce papier a déjà été annulé : son montant est revenu d’où il venait'),
  'slip-entry-unknown': kind(404, 'Cette ligne n’est pas dans ce lot, ou en a déjà été retirée'),
  'slip-number-unreadable': kind(422, 'Un numéro de fiche s’écrit avec un nombre et trois lettres, par exemple 12-KTR'),
  'slip-of-another-fund': kind(
    422,
    'Ce numéro n’est pas celui d’une fiche de cette caisse : relisez-le, ou rendez la fiche à la caisse qui l’a remise',
  ),
  'slips-not-in-rules': kind(422, 'Cette caisse ne travaille pas avec des fiches de remboursement'),
  'slip-ceiling-above-rules': kind(422, 'Ce plafond dépasse celui que les règles donnent à une fiche'),
  'slip-credit-too-low': kind(409, 'Il ne reste pas assez de crédit pour cette fiche : baissez son plafond'),
  'slip-not-out': kind(409, 'Cette fiche n’est plus dehors : elle est déjà rendue, perdue ou payée'),
  'slip-already-entered': kind(
    409,
    'Cette fiche est déjà saisie : mettez le papier de côté et demandez à la trésorerie',
  ),
  'slip-in-future': kind(422, 'Le jour d’achat n’est pas encore venu : relisez la date sur la fiche'),
  'slip-too-late': kind(422, 'Cette fiche arrive trop tard après l’achat : la caisse ne la prend plus'),
  'slip-bought-before-issue': kind(422, 'L’achat est daté d’avant la remise de la fiche : relisez la date'),
  'slip-closed': kind(409, 'Cette fiche était déjà notée perdue ou rendue le jour de l’achat : elle ne vaut plus rien'),
  'slip-not-covered': kind(422, 'La caisse ne prend rien en charge de ces produits : il n’y a rien à payer'),
  'slip-above-ceiling': kind(
    422,
    'La part de la caisse dépasse le plafond de la fiche : saisissez au plus ce plafond, le reste se règle autrement',
  ),
  'slip-outlet-not-approved': kind(422, 'Ce point de vente n’était pas conventionné ce jour-là : relisez la date'),
  'slip-outlet-suspended': kind(422, 'Ce point de vente était suspendu ce jour-là : relisez la date sur le papier'),
  'slip-line-unclear': kind(
    422,
    'Dites de quels produits il s’agit : choisissez parmi ceux que la caisse prend en charge',
  ),
  'outlet-number-unknown': kind(422, 'Aucun point de vente de cette caisse ne porte ce numéro'),
  'bare-receipt-not-in-rules': kind(422, 'Ici un ticket seul ne suffit pas : il faut le numéro d’une fiche'),
  'receipt-already-entered': kind(
    409,
    'Un ticket du même jour, du même point de vente et du même montant est déjà saisi : donnez sa référence s’il est autre',
  ),
  'member-label-unknown': kind(422, 'Aucun compte de cette caisse ne porte ce nom : écrivez-le comme sur la carte'),
  'member-label-shared': kind(422, 'Plusieurs comptes portent ce nom : prenez une fiche numérotée'),
  'not-a-member-then': kind(422, 'Ce compte n’était pas dans la caisse le jour de l’achat'),
  'month-ceiling-reached': kind(409, 'Le plafond de remboursement de ce mois est déjà atteint pour ce compte'),

  // Their batches
  'batch-unknown': kind(404, 'Ce lot de fiches n’existe pas dans cette caisse'),
  'batch-not-open': kind(409, 'Ce lot attend sa validation : rouvrez-le pour y changer quelque chose'),
  'batch-not-closed': kind(409, 'Ce lot est encore en saisie : terminez-le d’abord'),
  'batch-validated': kind(409, 'Ce lot est validé : il ne change plus'),
  'batch-differs': kind(
    422,
    'La saisie ne donne pas le nombre ou le total écrits sur l’enveloppe : le lot reste ouvert',
  ),
  // Market tallies
  'tally-unknown': kind(404, 'Ce relevé de marché n’existe pas dans cette caisse'),
  'tallies-not-in-rules': kind(422, 'Cette caisse ne travaille pas avec trois prix'),
  'tally-empty': kind(422, 'Donnez au moins un total : rien n’est noté pour ce jour de marché'),
  'tally-in-future': kind(422, 'Ce jour de marché n’est pas encore venu : relisez la date'),
  'tally-too-late': kind(422, 'Ce jour de marché est trop ancien : la caisse ne prend plus son relevé'),
  'tally-outlet-not-approved': kind(422, 'Ce point de vente n’était pas conventionné ce jour de marché'),
  'tally-already-entered': kind(409, 'Ce jour de marché est déjà noté pour ce point de vente : corrigez son relevé'),
  'tally-already-corrected': kind(409, 'Ce relevé est déjà repris : corrigez celui qui le remplace'),
  'tally-in-payout': kind(
    409,
    'Ce relevé est dans un règlement déjà préparé : il ne se corrige plus, parlez-en à la trésorerie',
  ),
  'tally-above-day-ceiling': kind(
    409,
    'Ce jour coûterait au pot plus que le plafond voté : voyez avec la coordination, qui peut le noter en disant pourquoi',
  ),
  'tally-pot-too-low': kind(
    409,
    'Le pot n’a pas de quoi porter ce jour de marché : faites-y d’abord entrer de l’argent',
  ),
  'batch-needs-another-person': kind(409, 'Une autre personne doit valider : vous avez saisi une partie de ce lot'),
};
