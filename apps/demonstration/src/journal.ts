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

  /** Shows how far something is: in place on a terminal, and as a line a day elsewhere. */
  progress(text: string): void {
    if (text === this.last) return;
    this.last = text;
    if (this.out.isTTY) {
      this.out.write(`\r\u001b[K${text}`);
      this.moving = true;
    } else if (text.includes(' 0 tâche')) this.out.write(`${text}\n`);
  }

  /** Ends a line that moves. */
  endProgress(): void {
    if (this.moving) this.out.write('\n');
    this.moving = false;
  }

  /** Writes rows under a head; the columns named are numbers, set to the right. */
  table(head: readonly string[], rows: readonly (readonly string[])[], rightFrom: number): void {
    const widths = head.map((title, column) =>
      Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
    );
    const set = (cells: readonly string[]): string =>
      cells
        .map((cell, column) =>
          column >= rightFrom ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ');
    this.line(set(head));
    this.line(widths.map((width) => '─'.repeat(width)).join('──'));
    for (const row of rows) this.line(set(row));
  }
}

/** Cents as a French reader expects them: `1 234,50 €`. */
export function euros(amount: number): string {
  return `${new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount / 100)} €`;
}
