// What each unit owes and receives in each month to come when all goes as it should: worked out once, for every run.
import { type Month, monthOfDay, monthsBetween } from '../kernel/calendar';
import { type Cents, NO_MONEY } from '../kernel/money';
import { allocationFor } from '../allocations/allocation-amount';
import { amountDue } from '../contributions/contribution-amount';
import { shareReceipt } from '../contributions/running-cost-share';
import type { Rules } from '../rules/rules';
import { type Composition, compositionOn, firstPersonFirst } from '../members/composition';
import { weighsAges } from '../members/membership-rules';
import { compositionDay, type Presence, presenceIn } from '../members/presence';
import { type Ends, fillEnds, lastEnded } from './ends';
import { pledgeIn, type SimulatedUnit, type Simulation } from './simulation';
import { wholeShare } from './whole-share';

/** Units that receive the same under a mean of contributions, whatever the mean is. */
export interface MeanClass {
  readonly composition: Composition;
  readonly presence: Presence;
}

/**
 * Amounts in cents by month and track, at `month * count + track`; a track is one unit, or many that are equal. Exact:
 * computed by the rules' own functions wherever a unit's situation changes, and carried on until it changes again.
 */
export interface Tracks extends Ends {
  readonly present: Uint8Array;
  readonly due: Float64Array;
  /** The due's part for the pot. */
  readonly duePot: Float64Array;
  /** The month's credit, before cap and terms; under a mean of contributions 0, see `meanClass`. */
  readonly credit: Float64Array;
  /** What is spent of `credit` in its month. */
  readonly creditSpent: Float64Array;
  /** A whole month's credit: the cap counts in such months. */
  readonly whole: Float64Array;
  /** What may be claimed at most, where purchases are reimbursed. */
  readonly ceiling: Float64Array;
  /** What is claimed of `ceiling`. */
  readonly claimed: Float64Array;
  readonly meanClass: Int32Array;
  readonly meanClasses: readonly MeanClass[];
}

const WHOLE_MONTH: Presence = { numerator: 1, denominator: 1 };

/** Works out the tracks of units over months that follow each other. */
export function tracksOf(
  { rules, assumptions }: Pick<Simulation, 'rules' | 'assumptions'>,
  months: readonly Month[],
  units: readonly SimulatedUnit[],
): Tracks {
  const size = months.length * units.length;
  const amounts = (): Float64Array => new Float64Array(size);
  const meanClasses: MeanClass[] = [];
  const tracks: Tracks = {
    count: units.length,
    present: new Uint8Array(size),
    due: amounts(),
    duePot: amounts(),
    credit: amounts(),
    creditSpent: amounts(),
    whole: amounts(),
    ceiling: amounts(),
    claimed: amounts(),
    meanClass: new Int32Array(size),
    meanClasses,
    lastEnded: lastEnded(months, rules),
    endsAt: new Int32Array(size),
    lotsExpired: amounts(),
    lots: new Float64Array(units.length),
  };
  const classes = new Map<string, number>();
  const classOf = (composition: Composition, presence: Presence): number => {
    const share = rules.unit === 'person' ? 100 : (firstPersonFirst(composition)[0]?.sharePercent ?? 0);
    const key = `${share} ${presence.numerator}/${presence.denominator}`;
    const known = classes.get(key) ?? meanClasses.push({ composition, presence }) - 1;
    classes.set(key, known);
    return known;
  };
  units.forEach((unit, track) => {
    fillEnds(tracks, { months, rules }, { unit, track });
    const turns = turnsOf(rules, months, unit);
    for (const [index, turn] of turns.entries()) {
      const situation = situationIn(rules, months[turn], unit);
      if (!situation) continue;
      const kind =
        rules.allocation.mode === 'mean-of-contributions' ? classOf(situation.composition, situation.presence) : 0;
      for (let month = turn; month < (turns[index + 1] ?? months.length); month += 1) {
        const place = month * units.length + track;
        fill(tracks, place, situation);
        tracks.meanClass[place] = kind;
        tracks.creditSpent[place] = wholeShare(situation.credit, assumptions.spentBasisPoints, 10_000);
        tracks.claimed[place] = wholeShare(situation.ceiling, assumptions.spentBasisPoints, 10_000);
      }
    }
  });
  return tracks;
}

interface Situation extends MeanClass {
  readonly due: Cents;
  readonly duePot: Cents;
  readonly credit: Cents;
  readonly whole: Cents;
  readonly ceiling: Cents;
}

function fill(tracks: Tracks, place: number, situation: Situation): void {
  tracks.present[place] = 1;
  tracks.due[place] = situation.due;
  tracks.duePot[place] = situation.duePot;
  tracks.credit[place] = situation.credit;
  tracks.whole[place] = situation.whole;
  tracks.ceiling[place] = situation.ceiling;
}

/** A unit in a month; null when it takes no part in it. The functions are those of the real month. */
function situationIn(rules: Rules, month: Month | undefined, unit: SimulatedUnit): Situation | null {
  const presence = month ? presenceIn(month, rules.entry, unit.stay) : null;
  if (!month || !presence) return null;
  const composition = compositionOn(compositionDay(month, unit.stay), unit.persons);
  const due = amountDue(rules, { pledge: pledgeIn(month, unit), composition, presence });
  const { allocation } = rules;
  const fixed = allocation.mode !== 'mean-of-contributions';
  const given = (share: Presence): Cents =>
    fixed ? allocationFor(rules, { composition, presence: share, mean: null }) : NO_MONEY;
  const ceiling =
    allocation.mode === 'reimbursement'
      ? allocationFor(
          { ...rules, allocation: { mode: 'fixed', amountCents: allocation.upToCents } },
          { composition, presence, mean: null },
        )
      : NO_MONEY;
  const duePot = shareReceipt(rules, due).pot;
  return { composition, presence, due, duePot, credit: given(presence), whole: given(WHOLE_MONTH), ceiling };
}

/** The months, by index and in order, from which a unit's situation may be another than the month before. */
function turnsOf(rules: Rules, months: readonly Month[], unit: SimulatedUnit): number[] {
  const [first] = months;
  if (!first) return [];
  const at = (month: Month): number => monthsBetween(first, month);
  const joined = at(monthOfDay(unit.stay.joinedOn));
  const turns = new Set([0, joined, joined + 1]);
  if (unit.stay.lastMonth) turns.add(at(unit.stay.lastMonth) + 1);
  for (const { from, until } of unit.stay.pauses) {
    turns.add(at(from));
    if (until) turns.add(at(until) + 1);
  }
  for (const { from } of unit.pledges) turns.add(at(from));
  for (const { bornIn, from, until } of unit.persons) {
    const came = at(monthOfDay(from));
    turns.add(came).add(came + 1);
    if (until) turns.add(at(monthOfDay(until)) + 1);
    if (bornIn && weighsAges(rules)) for (const turn of birthdays(bornIn, first, months.length)) turns.add(turn);
  }
  return [...turns].filter((turn) => turn >= 0 && turn < months.length).sort((a, b) => a - b);
}

function birthdays(bornIn: Month, first: Month, months: number): number[] {
  const turns: number[] = [];
  for (let turn = (bornIn.month - first.month + 12) % 12; turn < months; turn += 12) turns.push(turn);
  return turns;
}
