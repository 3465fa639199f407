import type { Figures } from '#domain/ledger';
import { LotDto } from '../lots/lots.dto';
import { AmountCents, Day, IdOf, ListOf, Month, OneOf, SumCents, Text, YesNo } from '../http/fields';
import { PageQuery } from '../http/page';

const KINDS = [
  'allocation',
  'receivable',
  'contributions-called',
  'pot',
  'running-costs',
  'outlet-payable',
  'claims-payable',
  'tickets',
  'bank',
  'cash',
  'in-transit',
  'held-for-others',
] as const;

/** A day of the books. */
export class OnDayQuery {
  @Day({ optional: true, about: 'Sans indication : aujourd’hui' })
  on?: string;
}

/** Which accounts, and on what day. */
export class AccountsQuery extends PageQuery {
  @Day({ optional: true, about: 'Sans indication : aujourd’hui' })
  on?: string;

  @OneOf(KINDS, { optional: true })
  kind?: (typeof KINDS)[number];
}

/** Which days of a statement. */
export class StatementQuery extends PageQuery {
  @Day({ optional: true, about: 'Sans indication : depuis le début' })
  from?: string;

  @Day({ optional: true, about: 'Sans indication : jusqu’à aujourd’hui' })
  to?: string;
}

/** The four figures, never just "balance", and what lies beside them. */
export class FiguresDto {
  @SumCents({ about: 'En banque et en caisse' })
  heldCents!: number;

  @SumCents({ about: 'Dû aux membres' })
  owedToMembersCents!: number;

  @SumCents({ about: 'Dû aux points de vente ; négatif quand ils doivent à la caisse' })
  owedToOutletsCents!: number;

  @SumCents({ about: 'Pour le fonctionnement, ou gardé pour d’autres' })
  setAsideCents!: number;

  @SumCents({ about: 'Libre' })
  freeCents!: number;

  @SumCents({ about: 'Appelé et pas encore reçu : à part' })
  receivableCents!: number;
}

/** The four figures at the end of a day. */
export class FiguresOnDayDto extends FiguresDto {
  @Day()
  on!: string;
}

/** An account with its balance. */
export class AccountDto {
  @IdOf('compte comptable')
  accountId!: string;

  @OneOf(KINDS)
  kind!: string;

  @IdOf('à qui il est')
  ownerId!: string;

  @AmountCents({ about: 'Débits, en centimes' })
  debitCents!: number;

  @AmountCents({ about: 'Crédits, en centimes' })
  creditCents!: number;

  @SumCents({ about: 'Crédits moins débits' })
  balanceCents!: number;
}

/** A line of a statement. */
export class StatementLineDto {
  @IdOf('mouvement')
  movementId!: string;

  @Day()
  bookedOn!: string;

  @Text(64)
  reason!: string;

  @OneOf(['debit', 'credit'])
  direction!: string;

  @AmountCents()
  amountCents!: number;

  @OneOf(KINDS, { about: 'L’autre compte' })
  counterKind!: string;

  @Month({ nullable: true, about: 'Mois du lot' })
  lotMonth!: string | null;

  @Day({ nullable: true })
  lotExpiresOn!: string | null;

  @IdOf('mouvement contre-passé', { nullable: true })
  reversesMovementId!: string | null;
}

/** An account's statement, a page at a time. */
export class StatementDto {
  @IdOf('compte comptable')
  accountId!: string;

  @OneOf(KINDS)
  kind!: string;

  @Day({ about: 'Le solde est celui de la fin de ce jour' })
  to!: string;

  @SumCents({ about: 'Solde : crédits moins débits' })
  balanceCents!: number;

  @ListOf(() => LotDto, 1000, {
    about: 'Ce qui reste par mois de crédit, et jusqu’à quand : aujourd’hui, le plus ancien d’abord',
  })
  lots!: LotDto[];

  @ListOf(() => StatementLineDto, 200)
  items!: StatementLineDto[];

  @IdOf('suite', { nullable: true, about: 'À donner à « after » ; null à la dernière page' })
  next!: string | null;
}

/** A contribution that is late. */
export class LateContributionDto {
  @Month()
  month!: string;

  @AmountCents({ about: 'Ce qui reste dû' })
  owedCents!: number;

  @YesNo({ about: 'Un prélèvement est en cours : pas encore impayé' })
  pending!: boolean;
}

/** The statement of a unit: what it may spend, and beside it what it owes. */
export class UnitStatementDto extends StatementDto {
  @AmountCents({
    from: 0,
    about: 'Cotisations en retard aujourd’hui, hors prélèvements en cours ; jamais retirées du solde',
  })
  owedCents!: number;

  @ListOf(() => LateContributionDto, 200)
  late!: LateContributionDto[];
}

/** The figures as they are shown. */
export function figuresDto(figures: Figures): FiguresDto {
  return shown(figures);
}

/** The figures at the end of a day as they are shown. */
export function figuresOnDayDto(on: string, figures: Figures): FiguresOnDayDto {
  return { on, ...shown(figures) };
}

type Shown = { readonly [Field in keyof FiguresDto]: number };

function shown(figures: Figures): Shown {
  return {
    heldCents: figures.held,
    owedToMembersCents: figures.owedToMembers,
    owedToOutletsCents: figures.owedToOutlets,
    setAsideCents: figures.setAside,
    freeCents: figures.free,
    receivableCents: figures.receivable,
  };
}
