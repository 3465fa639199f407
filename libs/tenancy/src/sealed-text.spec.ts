import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SETUP } from './actor';
import { SealBroken, type SealedPlace, SealedText } from './sealed-text';
import { readSealingKeys } from './sealing-keys';
import { tenantId } from './tenant';
import { asTenant } from './tenant-scope';

const FLERS = tenantId('01890000-0000-7000-8000-000000000001');
const LAVOIR = tenantId('01890000-0000-7000-8000-000000000002');
const IBAN = 'FR1420041010050500013M02606';
const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64url');
const OTHER_KEYS = { BLIND_INDEX_KEY: key(8), PIN_KEY: key(9) };
const sealedText = (sealing: string): SealedText => {
  const faults: string[] = [];
  const keys = readSealingKeys({ SEALING_KEYS: sealing, ...OTHER_KEYS }, faults);
  expect(faults).toEqual([]);
  return new SealedText(keys);
};
const texts = sealedText(`k1:${key(1)}`);
const at = (rest: Partial<SealedPlace> = {}): SealedPlace => ({
  table: 'outlets.bank_account',
  column: 'iban_sealed',
  rowId: '01890000-0000-7000-8000-00000000000a',
  ...rest,
});
const inFund = <Result>(fund: typeof FLERS, work: () => Result): Promise<Result> =>
  asTenant({ tenantId: fund, actor: SETUP }, () => Promise.resolve().then(work));
const sealed = (): Promise<string> => inFund(FLERS, () => texts.seal(IBAN, at()));

describe('a sealed text', () => {
  it('opens where it was sealed, whatever it says, and never looks twice the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), (text) =>
        inFund(FLERS, () => {
          const envelope = texts.seal(text, at());
          expect(texts.open(envelope, at())).toBe(text);
          expect(texts.seal(text, at())).not.toBe(envelope);
        }),
      ),
      { numRuns: 50 },
    );
  });

  it('is an envelope that names its key and tells nothing of the text', async () => {
    const envelope = await sealed();
    expect(envelope).toMatch(/^v1:k1:[\w-]{16}:[\w-]{22}:[\w-]{36}$/);
    expect(Buffer.from(envelope.split(':')[4] ?? '', 'base64url').toString('latin1')).not.toContain('2606');
  });

  it('does not open in another fund, table, column or row', async () => {
    const envelope = await sealed();
    await expect(inFund(LAVOIR, () => texts.open(envelope, at()))).rejects.toThrow(SealBroken);
    for (const elsewhere of [{ table: 'funds.bank_account' }, { column: 'bic' }, { rowId: 'another' }]) {
      await expect(inFund(FLERS, () => texts.open(envelope, at(elsewhere)))).rejects.toThrow(SealBroken);
    }
  });

  it('does not open when a single character of it is altered', async () => {
    const envelope = await sealed();
    for (const place of [0, 4, 8, 25, 45, 60]) {
      const letter = envelope[place] === 'A' ? 'B' : 'A';
      const altered = envelope.slice(0, place) + letter + envelope.slice(place + 1);
      await expect(inFund(FLERS, () => texts.open(altered, at()))).rejects.toThrow(SealBroken);
    }
    await expect(inFund(FLERS, () => texts.open(IBAN, at()))).rejects.toThrow(SealBroken);
  });

  it('still opens after the key was replaced, and says that it is old; a key that is gone opens nothing', async () => {
    const envelope = await sealed();
    const rotated = sealedText(`k2:${key(2)}, k1:${key(1)}`);
    expect(await inFund(FLERS, () => rotated.open(envelope, at()))).toBe(IBAN);
    expect(rotated.isOld(envelope)).toBe(true);
    const anew = await inFund(FLERS, () => rotated.seal(IBAN, at()));
    expect([anew.split(':')[1], rotated.isOld(anew)]).toEqual(['k2', false]);
    await expect(inFund(FLERS, () => sealedText(`k2:${key(2)}`).open(envelope, at()))).rejects.toThrow(/« k1 »/);
  });

  it('is found again by an index that differs from fund to fund', async () => {
    const index = (fund: typeof FLERS, text = IBAN): Promise<string> =>
      inFund(fund, () => texts.blindIndex('iban', text));
    expect(await index(FLERS)).toBe(await index(FLERS));
    const three = await Promise.all([index(FLERS), index(LAVOIR), index(FLERS, 'BE68539007547034')]);
    expect(new Set(three).size).toBe(3);
  });

  it('leaves of a PIN a digest of its own, another for each card', async () => {
    const pin = (rowId: string, digits = '4711'): Promise<string> =>
      inFund(FLERS, () => texts.pinDigest(digits, at({ rowId })));
    expect(await pin('a')).toBe(await pin('a'));
    expect(new Set(await Promise.all([pin('a'), pin('b'), pin('a', '4712')])).size).toBe(3);
  });
});

describe('the keys', () => {
  const faults = (rest: Record<string, string | undefined>): string[] => {
    const found: string[] = [];
    readSealingKeys({ SEALING_KEYS: `k1:${key(1)}`, ...OTHER_KEYS, ...rest }, found);
    return found;
  };

  it('are refused when one is missing, short, named twice or used for two things, by the name of its variable', () => {
    expect(faults({})).toEqual([]);
    for (const wrong of [
      undefined,
      '',
      `k1:${key(1).slice(1)}`,
      key(1),
      `k1:${key(1)},k1:${key(2)}`,
      `k é:${key(1)}`,
    ]) {
      expect(faults({ SEALING_KEYS: wrong })).toEqual([expect.stringMatching(/^SEALING_KEYS /)]);
    }
    expect(faults({ PIN_KEY: undefined })).toEqual([expect.stringMatching(/^PIN_KEY manque/)]);
    expect(faults({ BLIND_INDEX_KEY: 'x' })).toEqual([expect.stringMatching(/^BLIND_INDEX_KEY doit être/)]);
    expect(faults({ PIN_KEY: key(1) })).toEqual([expect.stringMatching(/toutes différentes/)]);
  });
});
