// Volunteers for a council of a demonstration, invented: seven criteria, each class with its invented share of the territory.
import { type Charter, quotasFrom, type VolunteerForm } from '#domain/council';
import { type Chance, pick, wholeBetween } from '#domain/kernel';
import type { Preset } from '#domain/rules';
import { inventName } from './people';

interface Invented {
  readonly key: string;
  readonly label: string;
  /** Classes with their share of the territory, in hundredths. */
  readonly classes: readonly (readonly [key: string, label: string, share: number])[];
}

/** The criteria that a preset may name among the facts of its council. */
const CRITERIA: Readonly<Record<string, Invented>> = {
  gender: {
    key: 'genre',
    label: 'Genre',
    classes: [
      ['femme', 'Femme', 52],
      ['homme', 'Homme', 48],
    ],
  },
  age: {
    key: 'age',
    label: 'Âge',
    classes: [
      ['18-39', '18-39 ans', 26],
      ['40-59', '40-59 ans', 34],
      ['60-74', '60-74 ans', 27],
      ['75-plus', '75 ans et plus', 13],
    ],
  },
  household: {
    key: 'foyer',
    label: 'Foyer',
    classes: [
      ['seul', 'Personne seule', 38],
      ['couple', 'Couple sans enfant', 31],
      ['enfants', 'Avec enfants', 31],
    ],
  },
  'disposable-income': {
    key: 'reste-a-vivre',
    label: 'Reste à vivre',
    classes: [
      ['faible', 'Moins de 10 € par jour', 30],
      ['moyen', 'De 10 à 25 € par jour', 42],
      ['haut', 'Plus de 25 € par jour', 28],
    ],
  },
  'socio-professional': {
    key: 'activite',
    label: 'Activité',
    classes: [
      ['emploi', 'En emploi', 48],
      ['sans-emploi', 'Sans emploi', 18],
      ['retraite', 'À la retraite', 34],
    ],
  },
  commune: {
    key: 'commune',
    label: 'Commune',
    classes: [
      ['dieulefit', 'Dieulefit', 45],
      ['bourdeaux', 'Bourdeaux', 20],
      ['autre', 'Autre commune', 35],
    ],
  },
  'years-in-territory': {
    key: 'anciennete',
    label: 'Ancienneté',
    classes: [
      ['recent', 'Depuis moins de 5 ans', 27],
      ['ancien', 'Depuis 5 ans ou plus', 73],
    ],
  },
};

const POOL = 60;
/** Seats that a class may have less or more than its share. */
const TOLERANCE = 2;
const BLANK_AFTER_DAYS = 90;

/** What a preset's facts say of its council. */
interface CouncilFacts {
  readonly seatsMin: number;
  readonly seatsMax: number;
  readonly termMonths: number;
  readonly strata: readonly string[];
}

/** The charter that follows from the facts of a preset; null where they say nothing of a council by lot. */
export function charterFrom({ facts }: Pick<Preset, 'facts'>): Charter | null {
  const council = facts['council'] as CouncilFacts | undefined;
  if (!council?.strata || !council.seatsMin || !council.seatsMax || !council.termMonths) return null;
  const seats = Math.round((council.seatsMin + council.seatsMax) / 2);
  const criteria = council.strata.flatMap((stratum) => CRITERIA[stratum] ?? []);
  return {
    seats,
    termMonths: council.termMonths,
    renewal: 'whole',
    onePerHousehold: true,
    blankAfterDays: BLANK_AFTER_DAYS,
    criteria: criteria.map(({ key, label, classes }) => {
      const quotas = quotasFrom(
        classes.map(([, , share]) => share),
        { seats, tolerance: TOLERANCE },
      );
      return {
        key,
        label,
        classes: classes.map(([one, name], place) => ({
          key: one,
          label: name,
          ...(quotas[place] ?? { min: 0, max: seats }),
        })),
      };
    }),
  };
}

/** Sixty people who are ready to sit, a few of them of one household, as a seed has it. */
export function inventVolunteers(charter: Charter, chance: Chance): VolunteerForm[] {
  const shares = new Map(Object.values(CRITERIA).map(({ key, classes }) => [key, classes]));
  return Array.from({ length: POOL }, (_, place) => ({
    personId: null,
    name: inventName(chance),
    channel: 'counter',
    email: null,
    phone: null,
    household: place % 10 === 0 ? `${wholeBetween(chance, 1, 4)}, rue du Marché (inventée)` : null,
    answers: Object.fromEntries(
      charter.criteria.map(({ key }) => [
        key,
        pick(
          chance,
          (shares.get(key) ?? []).flatMap(([one, , share]) => Array.from({ length: share }, () => one)),
        ),
      ]),
    ),
  }));
}
