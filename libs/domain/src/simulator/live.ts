// One run of the months to come: month by month what a real month does, with the dice of one seed.
import type { Chance } from '../kernel/chance';
import { creditEarly, creditMonth, payClaims } from './crediting';
import { begin, FOREVER, gather, isThere, knownOf, type Life, type MonthSums, placeOf } from './life';
import type { Lines } from './lines';
import { amountAt, numberAt } from './numbers';
import type { There } from './there';
import { wholeShare } from './whole-share';

/** Lives all months once and writes their figures into the lines of a run. */
export function live(life: Life, chance: Chance, lines: Lines): void {
  begin(life);
  const { forecast } = life;
  for (let month = 0; month < forecast.months.length; month += 1) {
    const sums = { called: 0, dues: 0, paid: 0, received: 0, credited: 0, expired: 0, spent: 0, units: 0 };
    if (forecast.expires) sums.expired = expire(life, month);
    join(life, month, chance);
    life.pot += amountAt(forecast.grants, month);
    sums.spent += recover(life);
    const there = gather(life, month);
    const potBefore = life.pot;
    callDues(life, there, { month, chance, sums });
    const early = forecast.meanComesFirst[month] === true && creditEarly(life, potBefore, { there, sums });
    if (!early) creditMonth(life, { there, sums });
    payClaims(life, { there, sums });
    if (forecast.expires) life.history.set(life.credited, month * forecast.slots);
    leave(life, there, { month, chance });
    lines.write(month, life, sums);
  }
}

/** Credit that could last be spent before this month goes back to the pot. */
function expire(life: Life, month: number): number {
  const { tracks, slots, slotTracks, monthsKept } = life.forecast;
  const { endsAt, lastEnded, lotsExpired } = tracks;
  const { gone, history, track, credited } = life;
  const first = month * tracks.count;
  let expired = 0;
  const end = (slot: number, ended: number): void => {
    const over = ended - amountAt(gone, slot);
    if (over <= 0) return;
    gone[slot] = ended;
    expired += over;
  };
  for (let slot = 0; slot < slotTracks.length; slot += 1) {
    const place = first + numberAt(track, slot);
    const last = numberAt(endsAt, place);
    end(slot, last < 0 ? amountAt(lotsExpired, place) : amountAt(history, last * slots + slot));
  }
  const last = numberAt(lastEnded, month); // who joins brings no credit
  for (let slot = slotTracks.length; last >= 0 && slot < life.slots; slot += 1) {
    end(slot, amountAt(history, last * slots + slot));
  }
  for (const slot of monthsKept === null ? [] : life.left) {
    if (numberAt(life.until, slot) + (monthsKept ?? 0) < month) end(slot, amountAt(credited, slot));
  }
  life.pot += expired;
  life.owed -= expired;
  return expired;
}

/** Arrears that come in, and credits that come late, with what is spent of them: shares of their sums. */
function recover(life: Life): number {
  const { assumptions } = life.forecast.simulation;
  const { recoveredBasisPoints, spentBasisPoints } = assumptions;
  const pot = wholeShare(life.arrearsPot, recoveredBasisPoints, 10_000);
  const costs = wholeShare(life.arrearsCosts, recoveredBasisPoints, 10_000);
  const credit = wholeShare(life.withheld, recoveredBasisPoints, 10_000);
  const spent = wholeShare(credit, spentBasisPoints, 10_000);
  life.arrearsPot -= pot;
  life.arrearsCosts -= costs;
  life.withheld -= credit;
  life.setAside += costs;
  life.pot += pot - credit;
  life.owed += credit - spent;
  return spent;
}

/** Calls the month's dues; by chance some do not come in, and are in arrears from then. */
function callDues(
  life: Life,
  there: There,
  { month, chance, sums }: { month: number; chance: Chance; sums: MonthSums },
): void {
  const { tracks, simulation, slotTracks } = life.forecast;
  const { owing } = knownOf(life.forecast, month);
  const asked = owing.length + life.slots - slotTracks.length;
  const next = failuresAhead(simulation.assumptions.failureBasisPoints / 10_000, chance);
  life.failed.fill(0);
  let [missing, missingForPot, failures] = [0, 0, 0];
  for (let index = next(); index < asked; index += 1 + next()) {
    const slot = index < owing.length ? numberAt(owing, index) : slotTracks.length + index - owing.length;
    const place = placeOf(life, slot, month);
    const due = amountAt(tracks.due, place);
    if (due === 0 || !isThere(life, slot, month)) continue;
    life.failed[slot] = 1;
    missing += due;
    missingForPot += amountAt(tracks.duePot, place);
    failures += 1;
  }
  life.arrearsPot += missingForPot;
  life.arrearsCosts += missing - missingForPot;
  life.pot += there.calledForPot - missingForPot;
  life.setAside += there.called - there.calledForPot - (missing - missingForPot);
  sums.units = there.count;
  sums.called = there.called;
  sums.dues = there.dues;
  sums.paid = there.dues - failures;
  sums.received = there.called - missing;
}

/**
 * How many dues are paid before the next that is not: one draw a failure, none a payment (the waiting time of
 * independent failures is geometric).
 */
function failuresAhead(rate: number, chance: Chance): () => number {
  if (rate <= 0) return () => Number.POSITIVE_INFINITY;
  if (rate >= 1) return () => 0;
  const perPayment = Math.log1p(-rate);
  return () => Math.floor(Math.log1p(-chance()) / perPayment);
}

/** So many, and by chance one more for the fraction. */
function howMany(perMonth: number, chance: Chance): number {
  const whole = Math.floor(perMonth);
  return perMonth > whole && chance() < perMonth - whole ? whole + 1 : whole;
}

/** Units join on the first of a month. */
function join(life: Life, month: number, chance: Chance): void {
  const { joinerTracks, joinersWait, simulation, slots } = life.forecast;
  if (joinerTracks.length === 0) return;
  const joining = Math.min(howMany(simulation.assumptions.joinersPerMonth, chance), slots - life.slots);
  for (let count = 0; count < joining; count += 1) {
    const slot = life.slots;
    const kind = joinerTracks.length === 1 ? 0 : Math.floor(chance() * joinerTracks.length);
    life.track[slot] = joinerTracks[kind] ?? 0;
    life.from[slot] = month + joinersWait;
    life.until[slot] = FOREVER;
    life.credited[slot] = 0;
    life.slots += 1;
  }
}

/** Units leave at the end of a month. What they have left comes to its end as the rules for who leaves say. */
function leave(life: Life, there: There, { month, chance }: { month: number; chance: Chance }): void {
  const { simulation, slotTracks, tracks } = life.forecast;
  const { leaversPerMonth } = simulation.assumptions;
  if (leaversPerMonth === 0) return;
  const { slots } = knownOf(life.forecast, month);
  const drawnFrom = slots.length + life.slots - slotTracks.length;
  let leaving = Math.min(howMany(leaversPerMonth, chance), there.count);
  while (leaving > 0) {
    const drawn = Math.floor(chance() * drawnFrom);
    const slot = drawn < slots.length ? numberAt(slots, drawn) : slotTracks.length + drawn - slots.length;
    const stays = numberAt(life.until, slot) === FOREVER && numberAt(life.from, slot) <= month;
    if (!stays || tracks.present[placeOf(life, slot, month)] !== 1) continue; // drawn again
    life.until[slot] = month;
    life.left.push(slot);
    leaving -= 1;
  }
}
