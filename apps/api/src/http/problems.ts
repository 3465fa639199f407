// The catalogue of problems: every code that a call can be refused with, its status and its French title.

/** How one kind of refusal is answered. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

const kind = (status: number, title: string): ProblemKind => ({ status, title });

/** Code to status and title. Kept whole by problems.spec.ts: every code thrown is here, every code here is thrown. */
export const PROBLEMS: Readonly<Record<string, ProblemKind>> = {
  // The call itself
  'body-malformed': kind(400, "La demande n'est pas lisible : ce n'est pas du JSON valide"),
  'address-malformed': kind(400, "Cette adresse n'est pas lisible"),
  'idempotency-key-needed': kind(400, "L'en-tête Idempotency-Key manque ou n'est pas utilisable"),
  'sign-in-needed': kind(401, 'Connectez-vous pour continuer'),
  'session-expired': kind(401, 'Votre session est terminée : connectez-vous de nouveau'),
  'sign-in-refused': kind(401, 'Identifiant ou mot de passe inconnu'),
  'not-allowed': kind(403, "Vous n'avez pas le droit de faire cela"),
  'fund-not-chosen': kind(403, "Choisissez d'abord une caisse"),
  'cross-site-refused': kind(403, "Cette demande vient d'un autre site"),
  'csrf-refused': kind(403, "Le jeton de sécurité X-CSRF-Token manque ou n'est pas le bon"),
  'address-unknown': kind(404, "Il n'y a rien à cette adresse"),
  'method-not-allowed': kind(405, 'Cette adresse ne répond pas à cette méthode'),
  'body-too-large': kind(413, 'La demande est trop volumineuse'),
  'media-type-unsupported': kind(415, 'Envoyez du JSON (Content-Type: application/json)'),
  'input-invalid': kind(422, 'Certains champs sont à corriger'),
  'id-malformed': kind(422, "Cet identifiant n'en est pas un"),
  'idempotency-key-reused': kind(422, 'Cette Idempotency-Key a déjà servi pour une autre demande'),
  'too-many-streams': kind(429, 'Trop de suivis ouverts : fermez d’abord d’autres fenêtres'),
  'too-many-calls': kind(429, 'Trop de demandes : attendez un peu'),
  'server-failed': kind(500, 'Une erreur est survenue de notre côté'),
  'not-ready': kind(503, "Le service n'est pas encore prêt"),
  'database-away': kind(503, 'Le service est momentanément indisponible'),

  // Not there, or not yours to see
  'fund-unknown': kind(404, "Cette caisse n'existe pas"),
  'preset-unknown': kind(404, "Ce modèle de caisse n'existe pas"),
  'no-rules-in-force': kind(404, 'Aucune règle n’est en vigueur ce mois-là'),
  'account-unit-unknown': kind(404, "Ce compte n'existe pas dans cette caisse"),
  'person-unknown': kind(404, "Cette personne n'est pas dans ce foyer"),
  'person-not-in-fund': kind(404, 'Cette caisse ne connaît pas cette personne'),
  'guardian-unknown': kind(404, "Personne n'est chargé de cela dans cette caisse"),
  'due-unknown': kind(404, "Cette cotisation n'existe pas dans cette caisse"),
  'payer-unknown': kind(404, "Ce tiers payeur n'existe pas dans cette caisse"),
  'call-unknown': kind(404, "Cet appel n'existe pas dans cette caisse"),
  'payment-unknown': kind(404, "Ce paiement n'existe pas dans cette caisse"),
  'agreement-unknown': kind(404, "Cet accord de prise en charge n'existe pas"),
  'month-unknown': kind(404, "Ce mois n'a pas commencé"),
  'run-unknown': kind(404, "Ce travail n'existe pas dans cette caisse"),
  'account-unknown': kind(404, "Ce compte comptable n'existe pas dans cette caisse"),
  'notice-unknown': kind(404, 'Cet avis n’existe pas dans cette caisse : vérifiez le numéro de la feuille'),
  'approval-unknown': kind(404, "Cette demande d'accord n'existe pas dans cette caisse"),

  // Against what is already so
  'approval-already-decided': kind(409, 'Cette demande a déjà reçu sa réponse'),
  'approval-needs-another-person': kind(409, 'Il faut la signature d’une autre personne (coordination ou trésorerie)'),
  'approval-proposer-gone': kind(
    409,
    "La personne qui l'a proposé n'a plus ce rôle dans la caisse : refusez cette demande, et proposez de nouveau",
  ),
  'approval-not-relaxable': kind(
    409,
    'Trois personnes ou plus peuvent signer dans cette caisse : il faut deux signatures',
  ),
  'approval-not-relaxed': kind(409, 'Cette caisse demande déjà deux signatures'),
  'fund-slug-taken': kind(409, "Ce nom d'adresse est déjà pris"),
  'rules-already-published-for-month': kind(409, 'Des règles sont déjà publiées pour ce mois'),
  'month-already-begun': kind(409, 'Ce mois a déjà commencé : choisissez un mois à venir'),
  'pause-overlaps': kind(409, 'Une pause couvre déjà une partie de ces mois'),
  'no-pause': kind(409, "Ce compte n'est pas en pause ce mois-là"),
  'already-left': kind(409, 'Ce compte a déjà quitté la caisse'),
  'last-person': kind(409, "C'est la dernière personne du foyer : notez plutôt le départ du foyer"),
  'guardian-already-named': kind(409, 'Cette personne agit déjà pour l’autre : mettez d’abord fin à sa charge'),
  'due-of-a-payer': kind(409, 'Cette part est à un tiers payeur : notez le paiement sur son appel'),
  'payment-returned': kind(409, 'Ce paiement est déjà noté comme revenu'),
  'payer-ended': kind(409, 'Ce tiers payeur ne paie plus : notez-en un nouveau s’il revient'),
  'agreement-overlaps': kind(409, 'Ce tiers payeur prend déjà ce compte en charge pendant une partie de ces mois'),
  'agreement-ended': kind(409, 'Cet accord finit déjà plus tôt : notez-en un nouveau pour le prolonger'),
  'due-not-open': kind(409, "Cette cotisation n'est plus à payer"),
  'attempt-in-flight': kind(409, 'Un prélèvement est en cours pour cette cotisation'),
  'notice-already-told': kind(409, 'C’est déjà dit : cet avis est coché'),
  'notice-withdrawn': kind(409, 'Cet avis n’est plus à dire : ce qu’il annonçait n’est plus vrai'),
  'credit-not-stopped': kind(409, "Le crédit de ce mois n'attend pas de décision"),
  'reserve-too-low': kind(409, 'La réserve ne suffit pas'),
  'credit-terms-frozen': kind(
    409,
    'Une partie du mois est déjà créditée : réduire maintenant ne serait plus égal pour tous',
  ),
  'ledger-period-closed': kind(409, 'Cette période est close : datez le mouvement d’un jour ouvert'),
  'movement-already-reversed': kind(409, 'Ce mouvement a déjà été contre-passé'),

  // Against the rules of the fund
  'unit-cannot-change': kind(
    409,
    'La caisse a déjà des membres : elle ne peut plus passer des personnes aux foyers, ni l’inverse',
  ),
  'time-zone-unknown': kind(422, 'Ce fuseau horaire n’existe pas : écrivez par exemple Europe/Paris'),
  'rules-invalid': kind(422, 'Le document des règles est à corriger'),
  'pledge-missing': kind(422, 'La cotisation manque'),
  'pledge-outside-rules': kind(422, 'Cette cotisation est hors de ce que les règles permettent'),
  'contribution-not-guided': kind(409, 'Cette caisse ne propose pas de cotisation à partir de questions'),
  'guided-answer-unknown': kind(422, 'Une réponse n’est pas de celles de la question, ou la question en a déjà une'),
  'guided-nothing-answered': kind(422, 'Répondez au moins à une question, ou choisissez une phrase'),
  'unit-needs-one-person': kind(422, 'Dans cette caisse, un compte est à une seule personne, pour sa part entière'),
  'birth-month-needed': kind(422, 'Les règles pèsent les âges : indiquez le mois de naissance'),
  'field-not-needed': kind(422, "Cette caisse n'a pas besoin de cette donnée : ne la donnez pas"),
  'guardian-of-oneself': kind(422, 'Personne n’est son propre représentant : désignez quelqu’un d’autre'),
  'guardian-from-out-of-range': kind(422, 'Cette charge commence aujourd’hui au plus tôt, et dans un an au plus tard'),
  'guardian-ends-before-it-begins': kind(422, "Cette charge finit avant d'avoir commencé"),
  'guardian-end-in-past': kind(
    422,
    'Cette charge ne finit pas dans le passé : choisissez hier (tout de suite) ou plus tard',
  ),
  'joined-on-out-of-range': kind(422, "Ce jour d'entrée est trop loin d'aujourd'hui"),
  'pause-ends-before-it-begins': kind(422, "Cette pause finit avant d'avoir commencé"),
  'agreement-ends-before-it-begins': kind(422, "Cet accord finit avant d'avoir commencé"),
  'receipt-too-large': kind(422, 'Ce paiement dépasse ce qui reste à payer'),
  'grants-not-in-rules': kind(422, 'Les règles de cette caisse ne prévoient pas de subvention au pot'),
  'received-on-in-future': kind(422, "Ce jour n'est pas encore venu"),
  'told-on-out-of-range': kind(422, 'Donnez un jour entre celui de l’avis et aujourd’hui'),
  'note-needed': kind(422, 'Écrivez en quelques mots pourquoi la personne n’a pas été jointe'),
  'amount-not-whole-cents': kind(422, "Un montant s'écrit en centimes entiers"),
  'share-impossible': kind(422, 'Cette part est impossible'),
  'split-impossible': kind(422, 'Ce partage est impossible'),
  'contribution-not-from-income': kind(422, 'Les règles ne calculent pas la cotisation sur un revenu'),
  'mean-not-taken': kind(422, "La moyenne des cotisations n'est pas encore arrêtée"),
};
