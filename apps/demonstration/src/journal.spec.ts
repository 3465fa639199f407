import { describe, expect, it } from '@jest/globals';
import { Journal } from './journal';

function writtenTo(isTTY: boolean, tell: (journal: Journal) => void): string {
  let text = '';
  const out = { isTTY, write: (piece: string) => (text += piece) };
  tell(new Journal(out as unknown as NodeJS.WriteStream));
  return text;
}

describe('how far something is', () => {
  const tell = (journal: Journal): void => {
    journal.progress('2 tâches');
    journal.progress('1 tâche');
    journal.progress('fini', true);
    journal.line('✓');
  };

  it('moves in place on a terminal', () => {
    expect(writtenTo(true, tell)).toBe('\r\u001b[K2 tâches\r\u001b[K1 tâche\r\u001b[Kfini\n✓\n');
  });

  it('leaves in a file only what is to stay', () => {
    expect(writtenTo(false, tell)).toBe('fini\n✓\n');
  });
});
