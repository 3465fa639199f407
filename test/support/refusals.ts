// What a refusal must be: the right code, and nothing changed.
import { expect } from '@jest/globals';
import type { LivingFund } from './living-fund';

/** Expects work in a fund to be refused with a code, and every row of the fund to be as it was. */
export async function refused(fund: LivingFund, work: () => Promise<unknown>): Promise<string> {
  const before = await fund.everyRow();
  const code = await fund.as(work).then(
    () => 'not refused',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
  expect(await fund.everyRow()).toEqual(before);
  return code;
}

/** The code that pure work is refused with; null when it is not refused. */
export function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
