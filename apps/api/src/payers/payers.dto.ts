import { cents, monthOf, RuleBroken } from '#domain/kernel';
import type { AddPayer, NewAgreement, ShareRule } from '#domain/payers';
import { AmountCents, Email, IdOf, Month, OneOf, Phone, Text, Whole } from '../http/fields';

const KINDS = ['employer', 'ccas', 'caf', 'association', 'other'] as const;
const SOURCES = ['public', 'private'] as const;
const SHARES = ['all', 'percentage', 'fixed'] as const;

/** A payer to record. */
export class AddPayerDto {
  @Text(200, { example: 'CCAS de Flers' })
  name!: string;

  @OneOf(KINDS)
  kind!: (typeof KINDS)[number];

  @OneOf(SOURCES, { about: 'Argent public ou privé, pour les comptes de la caisse' })
  moneySource!: (typeof SOURCES)[number];

  @Text(200, { optional: true, about: 'Personne ou bureau à qui s’adresser' })
  contact?: string;

  @Text(500, { optional: true })
  address?: string;

  @Email({ optional: true })
  email?: string;

  @Phone({ optional: true })
  phone?: string;

  @Whole({ from: 1, to: 31, about: 'Jour de l’appel ; le dernier jour des mois plus courts', example: 10 })
  callDay!: number;

  @Whole({ from: 0, to: 120, about: 'Jours pour payer après l’appel', example: 30 })
  daysToPay!: number;

  @Text(100, { optional: true, about: 'Référence à rappeler sur ses appels' })
  reference?: string;

  @AmountCents({ optional: true, about: 'Au plus par mois pour toutes ses personnes ; sans indication : sans limite' })
  monthlyCapCents?: number;
}

/** A payer that was recorded. */
export class PayerAddedDto {
  @IdOf('tiers payeur')
  payerId!: string;
}

/** A payer. */
export class PayerDto {
  @IdOf('tiers payeur')
  payerId!: string;

  @Text(200)
  name!: string;

  @OneOf(KINDS)
  kind!: string;

  @OneOf(SOURCES)
  moneySource!: string;

  @Text(200, { nullable: true })
  contact!: string | null;

  @Text(500, { nullable: true })
  address!: string | null;

  @Email({ nullable: true })
  email!: string | null;

  @Phone({ nullable: true })
  phone!: string | null;

  @Whole({ from: 1, to: 31 })
  callDay!: number;

  @Whole({ from: 0, to: 120 })
  daysToPay!: number;

  @Text(100, { nullable: true })
  reference!: string | null;

  @AmountCents({ nullable: true, about: 'Au plus par mois ; null : sans limite' })
  monthlyCapCents!: number | null;

  @Month({ nullable: true, about: 'Dernier mois, quand il ne paie plus' })
  lastMonth!: string | null;

  @AmountCents({ about: 'Ce qu’il doit encore' })
  owedCents!: number;
}

/** Another cap. */
export class ChangeCapDto {
  @AmountCents({ nullable: true, about: 'Au plus par mois pour toutes ses personnes ; null : sans limite' })
  monthlyCapCents!: number | null;
}

/** From when a cap holds. */
export class CapChangedDto {
  @Month()
  fromMonth!: string;
}

/** The last month of a payer or of an agreement. */
export class LastMonthDto {
  @Month({ about: 'Dernier mois pris en charge, au plus tôt le mois en cours' })
  lastMonth!: string;
}

/** A payer that ended. */
export class PayerEndedDto extends LastMonthDto {
  @Whole({ from: 0, to: 1_000_000, about: 'Accords qui finissent avec lui' })
  agreementsEnded!: number;
}

/** An agreement to record. */
export class AddAgreementDto {
  @IdOf('compte')
  accountUnitId!: string;

  @IdOf('personne du foyer pour qui il paie', { optional: true })
  personId?: string;

  @OneOf(SHARES, { about: 'Tout, une part de la cotisation, ou un montant' })
  shareMode!: (typeof SHARES)[number];

  @Whole({ from: 1, to: 10_000, optional: true, about: 'La part, en centièmes de pour cent', example: 5_000 })
  basisPoints?: number;

  @AmountCents({ from: 1, optional: true, about: 'Le montant par mois' })
  amountCents?: number;

  @AmountCents({ optional: true, about: 'Au plus par mois pour ce compte ; sans indication : sans limite' })
  unitCapCents?: number;

  @Whole({ from: 1, to: 99, optional: true, about: 'Son rang quand plusieurs paient : 1 d’abord' })
  rank?: number;

  @Month()
  from!: string;

  @Month({ optional: true, about: 'Dernier mois ; sans indication : sans fin' })
  until?: string;

  @Text(100, { optional: true, about: 'Le nom qu’il donne à cette personne : un numéro de dossier' })
  reference?: string;
}

/** An agreement that was recorded. */
export class AgreementAddedDto {
  @IdOf('accord')
  agreementId!: string;

  @Month()
  fromMonth!: string;
}

/** What part of a due an agreement takes. */
class TermsDto {
  @IdOf('accord')
  agreementId!: string;

  @OneOf(SHARES)
  shareMode!: string;

  @Whole({ from: 1, to: 10_000, nullable: true, about: 'La part, en centièmes de pour cent' })
  basisPoints!: number | null;

  @AmountCents({ nullable: true, about: 'Le montant par mois' })
  amountCents!: number | null;

  @AmountCents({ nullable: true, about: 'Au plus par mois pour ce compte' })
  unitCapCents!: number | null;

  @Whole({ from: 1, to: 99 })
  rank!: number;

  @Month()
  fromMonth!: string;

  @Month({ nullable: true })
  untilMonth!: string | null;
}

/** An agreement of a payer. */
export class AgreementDto extends TermsDto {
  @IdOf('compte')
  accountUnitId!: string;

  @Text(200, { about: 'La personne, ou le foyer' })
  label!: string;

  @Text(100, { nullable: true })
  reference!: string | null;
}

/** Who pays for a unit. */
export class StandingDto extends TermsDto {
  @IdOf('tiers payeur')
  payerId!: string;

  @Text(200)
  payerName!: string;
}

/** The payer that a call describes. */
export function payerOf({ monthlyCapCents, ...body }: AddPayerDto): AddPayer {
  return {
    ...body,
    contact: body.contact ?? null,
    address: body.address ?? null,
    email: body.email ?? null,
    phone: body.phone ?? null,
    reference: body.reference ?? null,
    monthlyCap: monthlyCapCents === undefined ? null : cents(monthlyCapCents),
  };
}

/** The agreement that a call describes. @throws RuleBroken `input-invalid` when the share lacks its number or has another's */
export function agreementOf(payerId: string, body: AddAgreementDto): NewAgreement {
  return {
    payerId,
    accountUnitId: body.accountUnitId,
    personId: body.personId ?? null,
    from: monthOf(body.from),
    until: body.until === undefined ? null : monthOf(body.until),
    terms: {
      share: shareOf(body),
      unitCap: body.unitCapCents === undefined ? null : cents(body.unitCapCents),
      rank: body.rank ?? 1,
      reference: body.reference ?? null,
    },
  };
}

function shareOf({ shareMode, basisPoints, amountCents }: AddAgreementDto): ShareRule {
  const needed = { all: null, percentage: 'basisPoints', fixed: 'amountCents' }[shareMode];
  for (const [field, value] of [
    ['basisPoints', basisPoints],
    ['amountCents', amountCents],
  ] as const) {
    if ((value !== undefined) === (field === needed)) continue;
    const detail = field === needed ? 'donnez cette valeur' : 'ne donnez pas cette valeur avec ce choix';
    throw new RuleBroken('input-invalid', { errors: [{ pointer: `/${field}`, detail }] });
  }
  if (basisPoints !== undefined) return { mode: 'percentage', basisPoints };
  return amountCents === undefined ? { mode: 'all' } : { mode: 'fixed', amount: cents(amountCents) };
}
