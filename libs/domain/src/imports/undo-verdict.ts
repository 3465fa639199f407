// May what an import made be taken back? Only what nobody has touched since; the rest stays, with the reason.
import { type Instant } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { StagedUnit } from './staged-unit';

/** How long an import may be undone, in hours that pass: on the night the clocks change too. */
const UNDO_HOURS = 24;

/** A unit as it stands now, with the tables of other subjects that name it or one of its people. */
export interface UnitNow {
  readonly label: string;
  readonly area: string | null;
  readonly joinedOn: string;
  readonly lastMonth: string | null;
  readonly pledgesCents: readonly number[];
  readonly persons: readonly {
    readonly personId: string;
    readonly name: string;
    readonly bornIn: string | null;
    readonly channel: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly sharePercent: number;
    readonly until: string | null;
  }[];
  readonly namedBy: readonly string[];
}

/** The last instant at which an import may be undone. */
export function undoUntil(importedAt: Instant): Instant {
  return importedAt.add({ hours: UNDO_HOURS });
}

/** Checks that an import may still be undone. @throws RuleBroken `import-undo-too-late` with the last instant */
export function checkUndo(importedAt: Instant, now: Instant): void {
  const until = undoUntil(importedAt);
  if (now.epochMilliseconds > until.epochMilliseconds) {
    throw new RuleBroken('import-undo-too-late', { undoUntil: until.toString() });
  }
}

/** Why a unit stays, as a French sentence; null when it may be taken back. `now` null: somebody has taken it away. */
export function whyItStays(was: StagedUnit, now: UnitNow | null): string | null {
  if (!now) return null;
  const [first] = now.namedBy;
  if (first !== undefined) return WORDS.find(([pattern]) => pattern.test(first))?.[1] ?? 'le compte a servi depuis';
  if (now.pledgesCents.length > (was.pledgeCents === null ? 0 : 1)) return 'la cotisation a été changée depuis';
  if (now.lastMonth !== null) return 'le départ est noté';
  if (now.label !== was.label || now.area !== was.area || now.joinedOn !== was.joinedOn)
    return 'le compte a été modifié depuis';
  return samePeople(was, now) ? null : 'les personnes du compte ont changé depuis';
}

// The first table that names a unit, in words.
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^contributions\.due/, 'une cotisation est déjà appelée'],
  [/^allocations\./, 'une allocation est déjà versée'],
  [/^ledger\./, 'des mouvements sont écrits sur le compte'],
  [/^members\.pause/, 'une pause est notée'],
  [/^tenancy\.role_grant/, 'la personne a un accès à la caisse'],
];

function samePeople(was: StagedUnit, now: UnitNow): boolean {
  if (was.persons.length !== now.persons.length) return false;
  const found = new Map(now.persons.map((person) => [person.personId, person]));
  return was.persons.every((person) => {
    const there = found.get(person.personId);
    return (
      there !== undefined &&
      there.until === null &&
      there.name === person.name &&
      there.bornIn === person.bornIn &&
      there.channel === person.channel &&
      there.email === person.email &&
      there.phone === person.phone &&
      there.sharePercent === person.sharePercent
    );
  });
}
