// Invented people for a demonstration: believable households, pledges that the fund's rules allow, all from a seed.
import type { AdmitUnit, PersonToAdmit } from '#domain/members';
import { weighsAges } from '#domain/members';
import { type Chance, cents, type Cents, type Day, type Month, pick, Temporal, wholeBetween } from '#domain/kernel';
import type { ContributionRule, Preset, Rules } from '#domain/rules';

const FIRST_NAMES = [
  'Aïcha',
  'Alain',
  'Amélie',
  'Anouk',
  'Arthur',
  'Bachir',
  'Béatrice',
  'Camille',
  'Chloé',
  'Claude',
  'Clément',
  'Danièle',
  'Denis',
  'Élise',
  'Émile',
  'Fatima',
  'Florence',
  'François',
  'Gaëlle',
  'Georges',
  'Hélène',
  'Hugo',
  'Inès',
  'Jacques',
  'Jeanne',
  'Karim',
  'Léa',
  'Louis',
  'Lucie',
  'Madeleine',
  'Malik',
  'Marie',
  'Mathis',
  'Nadia',
  'Noé',
  'Océane',
  'Odile',
  'Paul',
  'Pauline',
  'Rachid',
  'Raphaël',
  'Rose',
  'Samir',
  'Sarah',
  'Solène',
  'Thierry',
  'Valérie',
  'Yann',
  'Yvonne',
  'Zoé',
] as const;
const LAST_NAMES = [
  'Aubert',
  'Barbier',
  'Benali',
  'Bernard',
  'Blanchard',
  'Bonnet',
  'Bourgeois',
  'Carpentier',
  'Chevalier',
  'Colin',
  'Da Silva',
  'Delorme',
  'Diallo',
  'Dubois',
  'Dumas',
  'Fabre',
  'Faure',
  'Fontaine',
  'Garnier',
  'Gauthier',
  'Giraud',
  'Guérin',
  'Haddad',
  'Lacroix',
  'Lambert',
  'Leclerc',
  'Lefèvre',
  'Lemaire',
  'Lopez',
  'Marchand',
  'Martin',
  'Mercier',
  'Meunier',
  'Moreau',
  'Nguyen',
  'Noël',
  'Perrin',
  'Petit',
  'Renaud',
  'Rivière',
  'Robin',
  'Rousseau',
  'Roux',
  'Sánchez',
  'Traoré',
  'Vidal',
] as const;
/** Sizes of households, in parts of a hundred (INSEE, recensement 2021, rounded): 38 live alone. */
const HOUSEHOLD_SIZES = [
  ...Array<number>(38).fill(1),
  ...Array<number>(33).fill(2),
  ...Array<number>(13).fill(3),
  ...Array<number>(11).fill(4),
  ...Array<number>(5).fill(5),
];

/** How many units or people a fund is to have: as its source says, otherwise between 20 and 50. */
export interface SizeWanted {
  readonly units: number | null;
  readonly people: number | null;
}

/** The size of a preset's demonstration; a fund with neither contribution nor allocation has no members. */
function sizeWanted({ size, rules }: Preset, chance: Chance): SizeWanted {
  if (rules.contribution.mode === 'none' && rules.allocation.mode === 'none') return { units: 0, people: null };
  if (rules.unit === 'household' && size.households === null && size.participants !== null) {
    return { units: null, people: size.participants };
  }
  return { units: size.households ?? size.participants ?? wholeBetween(chance, 20, 50), people: null };
}

/** Invents the units of a fund, all of whom joined in the year before the month. */
export function inventUnits(preset: Preset, month: Month, chance: Chance): AdmitUnit[] {
  const wanted = sizeWanted(preset, chance);
  const units: AdmitUnit[] = [];
  let people = 0;
  while (wanted.units === null ? people < (wanted.people ?? 0) : units.length < wanted.units) {
    const unit = inventUnit(preset.rules, month, chance);
    people += unit.persons.length;
    units.push(unit);
  }
  return units;
}

/** A name that somebody could have. */
export function inventName(chance: Chance): string {
  return `${pick(chance, FIRST_NAMES)} ${pick(chance, LAST_NAMES)}`;
}

/** Invents one unit, joined in the year before the month. */
export function inventUnit(rules: Rules, month: Month, chance: Chance): AdmitUnit {
  const lastName = pick(chance, LAST_NAMES);
  const size = rules.unit === 'person' ? 1 : pick(chance, HOUSEHOLD_SIZES);
  const persons = Array.from({ length: size }, (_, index) => inventPerson({ rules, month, lastName, index }, chance));
  const first = persons[0]?.name ?? lastName;
  return {
    label: rules.unit === 'person' ? first : `Foyer ${lastName}`,
    area: null,
    joinedOn: joinedBefore(month, chance),
    persons,
    ...inventPledge(rules, chance),
  };
}

interface PersonWanted {
  readonly rules: Rules;
  readonly month: Month;
  readonly lastName: string;
  readonly index: number;
}

function inventPerson({ rules, month, lastName, index }: PersonWanted, chance: Chance): PersonToAdmit {
  const age = index < 2 ? wholeBetween(chance, 21, 82) : wholeBetween(chance, 0, 17);
  const bornIn = month.subtract({ years: age, months: wholeBetween(chance, 0, 11) });
  const channel = pick(chance, ['email', 'email', 'sms', 'letter', 'voice', 'counter'] as const);
  const half = index >= 2 && chance() < 0.1;
  return {
    name: `${pick(chance, FIRST_NAMES)} ${lastName}`,
    bornIn: weighsAges(rules) ? bornIn : null,
    sharePercent: half ? 50 : 100,
    channel,
    email: null,
    phone: null,
  };
}

function joinedBefore(month: Month, chance: Chance): Day {
  return month.toPlainDate({ day: 1 }).subtract({ days: wholeBetween(chance, 1, 360) });
}

function inventPledge(
  { contribution }: Rules,
  chance: Chance,
): { pledge: Cents | null; monthlyNetIncome: Cents | null } {
  if (contribution.mode === 'none') return { pledge: null, monthlyNetIncome: null };
  if (contribution.mode === 'income-share') {
    return { pledge: null, monthlyNetIncome: cents(wholeBetween(chance, 600, 3_400) * 100) };
  }
  return { pledge: inventAmount(contribution, chance), monthlyNetIncome: null };
}

type Pledged = Exclude<ContributionRule, { mode: 'none' } | { mode: 'income-share' }>;

function inventAmount(contribution: Pledged, chance: Chance): Cents {
  switch (contribution.mode) {
    case 'bands':
      return pick(chance, contribution.bandsCents);
    case 'guided': {
      // Around the published examples, to the euro: what one person is asked is rarely the example itself.
      const example = pick(chance, contribution.examplesCents);
      const euros = Math.round(example / 100) + wholeBetween(chance, -5, 25);
      return cents(Math.max(contribution.minCents, euros * 100));
    }
    case 'free': {
      const step = contribution.stepCents ?? cents(100);
      const ceiling = contribution.maxCents ?? cents(15_000);
      // Many small amounts and a few large ones, as the funds that publish theirs describe.
      const aim = contribution.minCents + (ceiling - contribution.minCents) * chance() ** 2.2;
      const steps = Math.floor((aim - contribution.minCents) / step);
      return cents(contribution.minCents + steps * step);
    }
  }
}

/** The first instant of a month in a zone, as ISO text. */
export function beginningOf(month: Month, timeZone: string): string {
  return month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).toInstant().toString();
}

/** The present month in a zone: the one time a demonstration asks the real clock. */
export function presentMonth(timeZone: string): Month {
  return Temporal.Now.plainDateISO(timeZone).toPlainYearMonth();
}
