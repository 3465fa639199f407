// The door for a fund's rules: a document from anywhere becomes Rules, or is refused with every fault and its remedy.
import { RuleBroken } from '../kernel/rule-broken';
import { choice, type DocumentFault, feminine, fieldsOf, note, type Spot } from './document-reading';
import { readAllocation } from './read-allocation';
import {
  readCollection,
  readCredited,
  readEntry,
  readPayment,
  readPotResources,
  readRunningCosts,
  readUnspent,
} from './read-axes';
import { readContribution } from './read-contribution';
import { readAdmission, readCoverage } from './read-coverage-admission';
import { readDunning, readUnpaid } from './read-arrears';
import { readEligibility, readLeaving } from './read-eligibility';
import { readSpending } from './read-spending';
import { type Rules, UNITS } from './rules';
import { contradictionsOf } from './rules-contradictions';
import { upcastRules } from './upcast-rules';

const AXES = [
  'schemaVersion',
  'unit',
  'entry',
  'contribution',
  'potResources',
  'allocation',
  'credited',
  'unspent',
  'coverage',
  'admission',
  'payment',
  'collection',
  'runningCosts',
  'unpaid',
  'dunning',
  'leaving',
  'eligibility',
  'spending',
] as const satisfies readonly (keyof Rules)[];

/**
 * Reads a rules document (as parsed from JSON). Amounts are whole cents, rates whole per cents or hundredths of a
 * per cent as their field name says. Optional fields left out come back as null, 0, false or an empty list, so that
 * a document that was read once is complete.
 * @throws RuleBroken `rules-invalid` with `errors: [{ pointer, detail }]`, all faults at once, `detail` in French
 */
export function readRules(document: unknown): Rules {
  const faults: DocumentFault[] = [];
  const rules = readAxes({ value: upcastRules(document), pointer: '', faults });
  const errors = [...faults, ...contradictionsOf(rules, faults)];
  if (errors.length > 0) {
    throw new RuleBroken('rules-invalid', { errors: errors.map(({ pointer, detail }) => ({ pointer, detail })) });
  }
  return rules;
}

function readAxes(spot: Spot): Rules {
  const at = fieldsOf(spot, feminine('la règle de la caisse'), AXES);
  readSchemaVersion(at('schemaVersion'));
  return {
    schemaVersion: 3,
    unit: choice(at('unit'), feminine("l'unité (personne ou foyer)"), UNITS),
    entry: readEntry(at('entry')),
    contribution: readContribution(at('contribution')),
    potResources: readPotResources(at('potResources')),
    allocation: readAllocation(at('allocation'), at('unit').value),
    credited: readCredited(at('credited')),
    unspent: readUnspent(at('unspent')),
    coverage: readCoverage(at('coverage')),
    admission: readAdmission(at('admission')),
    payment: readPayment(at('payment')),
    collection: readCollection(at('collection')),
    runningCosts: readRunningCosts(at('runningCosts')),
    unpaid: readUnpaid(at('unpaid')),
    dunning: readDunning(at('dunning')),
    leaving: readLeaving(at('leaving')),
    eligibility: readEligibility(at('eligibility')),
    spending: readSpending(at('spending')),
  };
}

function readSchemaVersion(spot: Spot): void {
  if (spot.value !== 3) note(spot, 'la version du document doit être 3 : écrivez "schemaVersion": 3');
}
