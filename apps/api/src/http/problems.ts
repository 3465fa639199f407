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
  'too-many-calls': kind(429, 'Trop de demandes : attendez un peu'),
  'server-failed': kind(500, 'Une erreur est survenue de notre côté'),
  'not-ready': kind(503, "Le service n'est pas encore prêt"),
  'database-away': kind(503, 'Le service est momentanément indisponible'),
};
