import { describe, expect, it } from '@jest/globals';
import { blocksShown } from './config';
import { curve } from './curve';

describe('a curve in one line', () => {
  it('has one sign a month, the lowest block for the lowest month and the highest for the highest', () => {
    expect(curve([100, 450, 800, -50], true)).toBe('▂▅█▁');
  });

  it('is flat where nothing changes', () => {
    expect(curve([5_000, 5_000, 5_000], true)).toBe('▁▁▁');
  });

  it('is written in digits where blocks cannot be shown', () => {
    expect(curve([0, 350, 700], false)).toBe('047');
    expect(blocksShown({ LANG: 'fr_FR.ISO-8859-1' })).toBe(false);
    expect(blocksShown({ TERM: 'linux', LANG: 'fr_FR.UTF-8' })).toBe(false);
    expect(blocksShown({ LANG: 'C.UTF-8' })).toBe(true);
  });
});
