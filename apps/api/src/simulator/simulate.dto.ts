import { cents, monthOf } from '#domain/kernel';
import { readRules } from '#domain/rules';
import type { PlannedUnits, WhenShort, Wish } from '#domain/simulator';
import { AmountCents, Document, Hundredths, ListOf, Month, OneOf, Text, Whole } from '../http/fields';

const WHEN_SHORT = ['carry-on', 'as-ruled', 'postpone', 'use-reserve', 'reduce-equally'] as const;
const LARGEST_COUNT = 5_000;
const ALL = 10_000;

/** What is seen when nobody asks for another. */
export const USUAL = { months: 12, seed: 'tablée', spentBasisPoints: ALL } as const;

/** A person of a planned unit. */
export class PlannedPersonDto {
  @Whole({ from: 0, to: 120, nullable: true, about: 'Âge en années révolues ; null : non dit, compté comme adulte' })
  age!: number | null;
}

/** Units of a planned mix, all alike. */
export class PlannedUnitsDto {
  @Whole({ from: 1, to: LARGEST_COUNT, about: 'Combien de comptes pareils' })
  count!: number;

  @ListOf(() => PlannedPersonDto, 20, { least: 1, about: 'Les personnes de chacun' })
  people!: PlannedPersonDto[];

  @AmountCents({ nullable: true, about: 'Cotisation de chacun, en centimes par mois ; null : aucune' })
  pledgeCents!: number | null;
}

/** Money that is expected for the pot. */
export class GrantAheadDto {
  @Month({ about: 'Un des mois regardés' })
  month!: string;

  @AmountCents({ from: 1 })
  amountCents!: number;
}

/** What to see of the months to come. What is left out is as it is in the fund now. */
export class SimulateDto {
  @Document({ optional: true, nullable: true, about: 'Un projet de règles ; sans : celles en vigueur' })
  rules?: object | null;

  @Whole({ from: 12, to: 36, optional: true, about: 'Nombre de mois, 12 sans indication' })
  months?: number;

  @ListOf(() => PlannedUnitsDto, 100, {
    optional: true,
    nullable: true,
    about: 'Un public prévu, au lieu des membres présents',
  })
  people?: PlannedUnitsDto[] | null;

  @Whole({
    from: 0,
    to: ALL,
    optional: true,
    nullable: true,
    about: 'Part des cotisations impayées, en centièmes de pour cent ; sans : celle des six derniers mois clos',
  })
  unpaidBasisPoints?: number | null;

  @Whole({
    from: 0,
    to: ALL,
    optional: true,
    about: 'Part des arriérés qui rentre chaque mois, en centièmes de pour cent ; 0 sans indication',
  })
  recoveredBasisPoints?: number;

  @Whole({
    from: 0,
    to: ALL,
    optional: true,
    about: 'Part du crédit dépensée dans son mois, en centièmes de pour cent ; 10 000 (tout) sans indication',
  })
  spentBasisPoints?: number;

  @ListOf(() => GrantAheadDto, 200, { optional: true, about: 'Subventions attendues pour le pot' })
  grants?: GrantAheadDto[];

  @Hundredths({ from: 0, to: 200, optional: true, about: 'Comptes qui arrivent le 1er de chaque mois, en moyenne' })
  joinersPerMonth?: number;

  @ListOf(() => PlannedUnitsDto, 100, {
    optional: true,
    about: 'À qui les arrivants ressemblent ; sans : aux présents',
  })
  joinersLike?: PlannedUnitsDto[];

  @Hundredths({ from: 0, to: 200, optional: true, about: 'Comptes qui partent chaque fin de mois, en moyenne' })
  leaversPerMonth?: number;

  @OneOf(WHEN_SHORT, {
    optional: true,
    about: 'Quand le pot ne suffit pas : « carry-on » (sans indication) crédite quand même et montre ce qui manque',
  })
  whenShort?: WhenShort;

  @Text(64, { optional: true, about: 'La même graine donne les mêmes lignes' })
  seed?: string;
}

/** A body as the simulator takes it. @throws RuleBroken `rules-invalid` */
export function wishOf({ rules, months, people, whenShort, seed, ...asked }: SimulateDto): Wish {
  return {
    draft: rules ? readRules(rules) : null,
    months: months ?? USUAL.months,
    people: people ? people.map(planned) : null,
    assumptions: assumptionsOf(asked),
    whenShort: whenShort ?? 'carry-on',
    seed: seed ?? USUAL.seed,
  };
}

function assumptionsOf({ unpaidBasisPoints, grants, joinersLike, ...asked }: SimulateDto): Wish['assumptions'] {
  return {
    failureBasisPoints: unpaidBasisPoints ?? null,
    recoveredBasisPoints: asked.recoveredBasisPoints ?? 0,
    spentBasisPoints: asked.spentBasisPoints ?? USUAL.spentBasisPoints,
    grants: (grants ?? []).map(({ month, amountCents }) => ({ month: monthOf(month), amount: cents(amountCents) })),
    joinersPerMonth: asked.joinersPerMonth ?? 0,
    joinersLike: (joinersLike ?? []).map(planned),
    leaversPerMonth: asked.leaversPerMonth ?? 0,
  };
}

function planned({ count, people, pledgeCents }: PlannedUnitsDto): PlannedUnits {
  return { count, ages: people.map(({ age }) => age), pledge: pledgeCents === null ? null : cents(pledgeCents) };
}
