// How a fund covers purchases and admits people, read with every fault named.
import {
  ascending,
  choice,
  eachOnce,
  feminine,
  fieldsOf,
  listOf,
  masculine,
  modeOf,
  type Spot,
  wholeNumber,
  wholeNumberOrNull,
} from './document-reading';
import { type AdmissionRule, type CoverageRule, STRATA } from './rules';

const COVERAGES = ['all-or-nothing', 'approved-products', 'rate-per-label', 'three-prices'] as const;
const ADMISSIONS = ['open', 'first-come', 'waves', 'by-area', 'lottery-weighted', 'lottery-by-balance'] as const;
const PLACES = { min: 1, max: 100_000, counts: null };

/** Reads the axis coverage; rates in whole per cents. */
export function readCoverage(spot: Spot): CoverageRule {
  const axis = feminine('la règle de prise en charge');
  const mode = modeOf(spot, COVERAGES);
  if (mode === 'all-or-nothing' || mode === 'approved-products') {
    fieldsOf(spot, axis, ['mode']);
    return { mode };
  }
  const at = fieldsOf(spot, axis, ['mode', 'ratesPercent']);
  choice(at('mode'), masculine('le mode de prise en charge'), COVERAGES);
  if (mode === undefined) return { mode: 'all-or-nothing' };
  const rates = at('ratesPercent');
  if (mode === 'three-prices') return { mode, ratesPercent: readThreePrices(rates) };
  const name = feminine('la liste des taux de prise en charge');
  const ratesPercent = listOf(rates, name, 1, (item) => percent(item, 'un taux de prise en charge', 0, 100));
  ascending(rates, name, ratesPercent);
  return { mode, ratesPercent };
}

/** The fair price is the producer's own and is 100; accessible is at most that, solidarity at least. */
function readThreePrices(spot: Spot): { accessible: number; fair: number; solidarity: number } {
  const at = fieldsOf(spot, masculine('les trois prix'), ['accessible', 'fair', 'solidarity']);
  return {
    accessible: percent(at('accessible'), 'le prix accessible', 1, 100),
    fair: percent(at('fair'), 'le prix juste', 100, 100),
    solidarity: percent(at('solidarity'), 'le prix solidaire', 100, 300),
  };
}

const percent = (spot: Spot, words: string, min: number, max: number): number =>
  wholeNumber(spot, masculine(words), { min, max, counts: 'pour cent' });

/** Reads the axis admission; places count account units. */
export function readAdmission(spot: Spot): AdmissionRule {
  const axis = feminine("la règle d'admission");
  const mode = modeOf(spot, ADMISSIONS);
  const at = fieldsOf(spot, axis, FIELDS[mode ?? 'any']);
  switch (mode) {
    case 'open':
      return { mode };
    case 'first-come':
      return { mode, places: places(at('places')) };
    case 'waves':
      return { mode, wavePlaces: readWaves(at('wavePlaces'), 1) };
    case 'by-area': {
      const areas = { min: 1, max: 1_000, counts: null };
      return {
        mode,
        areas: wholeNumberOrNull(at('areas'), masculine('le nombre de secteurs'), areas),
        wavePlaces: at('wavePlaces').value === undefined ? [] : readWaves(at('wavePlaces'), 0),
      };
    }
    case 'lottery-weighted':
      return readWeighted(at);
    case 'lottery-by-balance':
      return { mode, when: choice(at('when'), masculine('le moment du tirage au sort'), ['month-end']) };
    case undefined:
      choice(at('mode'), masculine("le mode d'admission"), ADMISSIONS);
      return { mode: 'open' };
  }
}

const FIELDS = {
  open: ['mode'],
  'first-come': ['mode', 'places'],
  waves: ['mode', 'wavePlaces'],
  'by-area': ['mode', 'areas', 'wavePlaces'],
  'lottery-weighted': ['mode', 'strata', 'places', 'veryLowIncomeBasisPoints'],
  'lottery-by-balance': ['mode', 'when'],
  any: ['mode', 'places', 'wavePlaces', 'areas', 'strata', 'veryLowIncomeBasisPoints', 'when'],
} as const;

const places = (spot: Spot): number | null => wholeNumberOrNull(spot, masculine('le nombre de places'), PLACES);

const readWaves = (spot: Spot, least: number): number[] =>
  listOf(spot, feminine("la liste des vagues d'entrée"), least, (item) =>
    wholeNumber(item, masculine("le nombre de places d'une vague"), PLACES),
  );

function readWeighted(at: (field: string) => Spot): AdmissionRule {
  const name = feminine('la liste des critères du tirage au sort');
  const strata = listOf(at('strata'), name, 0, (item) => choice(item, masculine('un critère du tirage'), STRATA));
  eachOnce(at('strata'), strata);
  const share = { min: 0, max: 10_000, counts: 'centièmes de pour cent (3300 pour 33 %)' };
  return {
    mode: 'lottery-weighted',
    strata,
    places: places(at('places')),
    veryLowIncomeBasisPoints: wholeNumberOrNull(
      at('veryLowIncomeBasisPoints'),
      feminine('la part réservée aux très bas revenus'),
      share,
    ),
  };
}
