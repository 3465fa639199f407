import { ROLE_NAMES } from './caller';
import { IdOf, Part, Slug, Text, WordsOf, YesNo } from '../http/fields';

/** Who signs in, and for which fund. */
export class SignInDto {
  @Text(254, { about: 'Identifiant de connexion', example: 'coordination@flers.example' })
  login!: string;

  @Text(256, { about: 'Mot de passe', example: 'une phrase que moi seule connais' })
  password!: string;

  @Slug({ optional: true, about: "Nom d'adresse de la caisse où entrer" })
  fund?: string;
}

/** Which fund to enter. */
export class ChooseFundDto {
  @IdOf('caisse')
  fundId!: string;
}

/** The fund that a session looks at. */
export class SessionFundDto {
  @IdOf('caisse')
  fundId!: string;

  @Slug()
  slug!: string;

  @Text(200)
  name!: string;

  @YesNo({ about: 'Données inventées, pour montrer' })
  demonstration!: boolean;
}

/** A session as its owner sees it. */
export class SessionDto {
  @IdOf('identité')
  identityId!: string;

  @WordsOf(ROLE_NAMES, { about: 'Ce que vous êtes dans la caisse choisie' })
  roles!: string[];

  @Part(() => SessionFundDto, { nullable: true })
  fund!: SessionFundDto | null;

  @IdOf('personne que vous êtes dans la caisse, pour un·e membre', { nullable: true })
  personId!: string | null;

  @IdOf('tiers payeur pour qui vous agissez dans la caisse', { nullable: true })
  payerId!: string | null;

  @Text(64, { about: "À renvoyer dans l'en-tête X-CSRF-Token à chaque écriture" })
  csrfToken!: string;
}
