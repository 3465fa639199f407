// One's own code in a record: in how many of the lists it is, and what came of it.
import type { PublicRecord } from '../../../../libs/domain/src/lotteries/browser';

/** What a record says of one code. */
export interface CodeStory {
  readonly code: string;
  /** In how many lists it is. */
  readonly listed: number;
  readonly panels: number;
  readonly drawn: boolean;
  /** Its place among those who stand by, from 1; null for who was drawn. */
  readonly reserve: number | null;
}

/** A code as it is written in records: capitals, the dash in its place, letters that look like digits read as these. */
function codeAsWritten(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return letters.length === 8 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters;
}

/** Looks a code up, as it was typed or as it is written; null when the record does not know it. */
export function storyOf(record: PublicRecord, typed: string): CodeStory | null {
  const { chances, panels } = record.lottery;
  const chance = [typed.trim(), codeAsWritten(typed)]
    .map((code) => chances.find((one) => one.code === code))
    .find((found) => found !== undefined);
  if (chance === undefined) return null;
  const place = record.draw.reserve.indexOf(chance.code);
  return {
    code: chance.code,
    listed: chance.listed,
    panels: panels.length,
    drawn: record.draw.panel.includes(chance.code),
    reserve: place < 0 ? null : place + 1,
  };
}
