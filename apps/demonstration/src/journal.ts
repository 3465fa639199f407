// What the terminal shows: lines as things happen, one line that moves where the terminal can, and a table.

/** A terminal, or a file that is written to. */
export class Journal {
  private last = '';
  private moving = false;

  constructor(private readonly out: NodeJS.WriteStream) {}

  /** Writes a line. */
  line(text: string): void {
    this.endProgress();
    this.out.write(`${text}\n`);
  }

  /** Shows how far something is: in place on a terminal; elsewhere only what is to stay, as a line. */
  progress(text: string, stays = false): void {
    if (text === this.last) return;
    this.last = text;
    if (this.out.isTTY) {
      this.out.write(`\r\u001b[K${text}`);
      this.moving = true;
    } else if (stays) this.out.write(`${text}\n`);
  }

  /** Ends a line that moves. */
  endProgress(): void {
    if (this.moving) this.out.write('\n');
    this.moving = false;
  }

  /**
   * Writes rows under a head; the first column is set to the left, the others to the right. Where the terminal is too
   * narrow the columns go on in a further block, each with the first column again.
   */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const cell = (row: readonly string[], column: number): string => row[column] ?? '';
    const widths = head.map((_title, column) => Math.max(...[head, ...rows].map((row) => cell(row, column).length)));
    for (const columns of blocks(widths, this.out.isTTY ? this.out.columns : Infinity)) {
      const set = (row: readonly string[]): string =>
        columns
          .map((at) => (at === 0 ? cell(row, at).padEnd(widths[at] ?? 0) : cell(row, at).padStart(widths[at] ?? 0)))
          .join('  ');
      this.line(set(head));
      this.line('─'.repeat(set(head).length));
      for (const row of rows) this.line(set(row));
      this.line('');
    }
  }
}

/** Shares columns out over blocks no wider than a terminal; each begins with column 0. */
function blocks(widths: readonly number[], room: number): number[][] {
  const all: number[][] = [];
  let block = [0];
  let taken = widths[0] ?? 0;
  for (const [column, width] of widths.entries()) {
    if (column === 0) continue;
    if (taken + 2 + width > room && block.length > 1) {
      all.push(block);
      block = [0];
      taken = widths[0] ?? 0;
    }
    block.push(column);
    taken += 2 + width;
  }
  return [...all, block];
}

/** How long it has been since an instant of `performance.now()`, as people read it: `8,2 s`. */
export function secondsSince(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1).replace('.', ',')} s`;
}

/** Cents as a French reader expects them: `1 234,50 €`. */
export function euros(amount: number): string {
  return `${new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount / 100)} €`;
}
