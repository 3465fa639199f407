// Ten cards on an A4, of the size of a bank card, with marks where to cut.
import { A4, type Place, type Sheet } from './sheet';

/** A card, in millimetres. */
const CARD = { width: 85, height: 54 } as const;
const COLUMNS = 2;
const ROWS = 5;
const LEFT = (A4.width - COLUMNS * CARD.width) / 2;
const TOP = (A4.height - ROWS * CARD.height) / 2;
const MARK = { from: 2, to: 7 } as const;
const CROSS = 1.5;

/** Draws each thing on its card, from left to right and down, with as many pages as it takes. */
export async function tenAPage<T>(
  sheet: Sheet,
  things: readonly T[],
  draw: (thing: T, at: Place) => void,
): Promise<void> {
  for (const [index, thing] of things.entries()) {
    const onPage = index % (COLUMNS * ROWS);
    if (onPage === 0) {
      if (index > 0) sheet.nextPage();
      await sheet.rest();
      marks(sheet);
    }
    const at = {
      x: LEFT + (onPage % COLUMNS) * CARD.width,
      y: TOP + Math.floor(onPage / COLUMNS) * CARD.height,
    };
    sheet.part('Sect', () => draw(thing, at));
  }
}

// Marks in the margins for a trimmer, small crosses between the cards for scissors.
function marks(sheet: Sheet): void {
  const columns = Array.from({ length: COLUMNS + 1 }, (_, index) => LEFT + index * CARD.width);
  const rows = Array.from({ length: ROWS + 1 }, (_, index) => TOP + index * CARD.height);
  const [right, bottom] = [A4.width - LEFT, A4.height - TOP];
  for (const x of columns) {
    sheet.rule({ x, y: TOP - MARK.to }, { x, y: TOP - MARK.from });
    sheet.rule({ x, y: bottom + MARK.from }, { x, y: bottom + MARK.to });
  }
  for (const y of rows) {
    sheet.rule({ x: LEFT - MARK.to, y }, { x: LEFT - MARK.from, y });
    sheet.rule({ x: right + MARK.from, y }, { x: right + MARK.to, y });
  }
  for (const x of columns) {
    for (const y of rows) {
      sheet.rule({ x: x - CROSS, y }, { x: x + CROSS, y }, { thickness: 0.25 });
      sheet.rule({ x, y: y - CROSS }, { x, y: y + CROSS }, { thickness: 0.25 });
    }
  }
}
