// Stories of debits that fail: a seed of the practice bank under which each debit named ends as the story wants.
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { reasonClassOf } from '../contributions/collectors';
import { practiceNews } from '../contributions/practice-bank';

/** How a debit ends: paid, returned after it was paid, or failed for a class of reasons. */
export type Ending = 'paid' | 'returned' | 'funds' | 'account-dead';

/** How the debit of a reference (`unit/month/number of the attempt`) ends under a seed. */
function endingOf(reference: string, seed: string): string {
  const request = { attemptId: 'one', reference, amount: cents(100), targetOn: dayOf('2026-11-05') };
  const last = practiceNews(request, seed, dayOf('2027-12-31')).at(-1);
  if (last?.kind === 'debit-failed') return reasonClassOf(last.reasonCode ?? '');
  return last?.kind === 'debit-returned' ? 'returned' : 'paid';
}

/** A seed under which every debit named ends as wanted. @throws Error when none of a million does */
export function seedOf(wanted: Readonly<Record<string, Ending>>): string {
  const all = Object.entries(wanted);
  for (let no = 0; no < 1_000_000; no += 1) {
    const seed = `story ${no}`;
    if (all.every(([reference, ending]) => endingOf(reference, seed) === ending)) return seed;
  }
  throw new Error('no seed tells this story');
}
