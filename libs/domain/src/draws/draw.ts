// A draw by lot in the platform: the states it goes through, and which may follow which.
import { RuleBroken } from '../kernel/rule-broken';

/**
 * `prepared`: to be looked at and changed by preparing another · `committed`: list, method and the rule of the seed are
 * published and fixed · `solved`: chances and panels are published · `drawn`: the seed is known, and with it the panel ·
 * `published`: what came out is in force · `cancelled`: given up, for a reason that everybody reads.
 */
export const DRAW_STATES = ['prepared', 'committed', 'solved', 'drawn', 'published', 'cancelled'] as const;
export type DrawState = (typeof DRAW_STATES)[number];

export const DRAW_KINDS = ['council', 'admission'] as const;
export type DrawKind = (typeof DRAW_KINDS)[number];

/** Once it is known who was drawn, nobody can give the draw up any more: that would be drawing until one likes it. */
const NEXT: Readonly<Record<DrawState, readonly DrawState[]>> = {
  prepared: ['committed', 'cancelled'],
  committed: ['solved', 'cancelled'],
  solved: ['drawn', 'cancelled'],
  drawn: ['published'],
  published: [],
  cancelled: [],
};

/**
 * Checks a step of a draw.
 * @throws RuleBroken `draw-step-impossible` with where it stands and what may follow; `draw-is-a-test` for publishing a test
 */
export function checkDrawStep(
  { state, test }: { readonly state: DrawState; readonly test: boolean },
  to: DrawState,
): void {
  if (test && to === 'published') throw new RuleBroken('draw-is-a-test');
  if (!NEXT[state].includes(to))
    throw new RuleBroken('draw-step-impossible', { from: state, to, possible: NEXT[state] });
}
