import { describe, expect, it } from '@jest/globals';
import { actOfTest, copyOf, DICE, nodeSha256, refingerprint, type Forged } from './draw-of-test.spec-support';
import type { FairLottery } from '../sortition/fair-lottery';
import { checkCertificate } from '../sortition/check-certificate';
import { fingerprintOf } from './canonical-hash';
import { ownLine, type Commitment } from './draw-record';
import { QUICKNET } from './draw-seed';
import { isOfQuicknet, sha256 } from './hashes.gateway';
import { sealedTamperings, tamperings, type Records } from './tamperings.spec-support';
import { verifyChain, verifyKept, verifyPublic, type Verification } from './verify-record';
import { verifyOwnLine, verifySealed } from './verify-sealed';

const tools = { sha256, isOfBeacon: isOfQuicknet, checkCertificate };
const { record, sealed } = actOfTest();

/** Which checks failed, each with its first place. */
function failures({ findings }: Verification): Record<string, string> {
  return Object.fromEntries(findings.filter(({ ok }) => !ok).map(({ check, where }) => [check, where[0] ?? '']));
}

describe('a draw as it was', () => {
  it('verifies, in public and sealed, and says what each proves', () => {
    const open = verifyPublic(record, tools);
    const closed = verifySealed(record, sealed, tools);
    expect([failures(open), failures(closed)]).toEqual([{}, {}]);
    expect([open.ok, closed.ok]).toEqual([true, true]);
    expect(closed.findings.length).toBeGreaterThan(open.findings.length);
    expect(open.findings.every(({ proves }) => /^\p{Lu}.*\.$/u.test(proves))).toBe(true);
    expect(open.limits.at(-1)).toContain('scrutateurs');
    expect(closed.limits).not.toContain(open.limits.at(-1));
  });

  it('verifies as a file, read back from its text', () => {
    expect(verifyPublic(JSON.parse(JSON.stringify(record)), tools).ok).toBe(true);
  });

  it('holds no name, class or household in its public record, and never the secret before the draw', () => {
    const text = JSON.stringify(record);
    for (const private_ of ['rue haute', 'household"', 'counts', 'salt']) expect(text).not.toContain(private_);
    expect(JSON.stringify([record.commitment, record.lottery])).not.toContain('11'.repeat(32));
  });

  it('gives everybody their own line, which opens in the public record', () => {
    const own = ownLine(sealed, 'f0');
    const report = verifyOwnLine(record, own, tools);
    expect(report.ok).toBe(true);
    expect(report.findings.at(-1)?.proves).toContain('333 listes sur 1000');
    expect(ownLine(sealed, 'nobody')).toBeNull();
  });

  it('is known again by a fingerprint that somebody kept, and no other', () => {
    for (const kept of Object.values(record.fingerprints)) expect(verifyKept(record, ` ${kept}\n`).ok).toBe(true);
    expect(verifyKept(record, 'ab'.repeat(32)).ok).toBe(false);
    const again = copyOf(record);
    again.commitment.test = true;
    refingerprint(again);
    expect(verifyPublic(again, tools).ok).toBe(false); // the seed follows from the lottery
    expect(verifyKept(again, record.fingerprints.commitment).ok).toBe(false);
  });

  it('picks the same panel whenever it is done again', () => {
    expect(actOfTest().record).toEqual(record);
    expect(record.draw.panel).toEqual(record.lottery.panels[record.draw.number]);
    expect([...record.draw.panel, ...record.draw.reserve].sort()).toEqual(
      record.commitment.lines.map(({ code }) => code),
    );
  });

  it('with drand is believed by the signature of the round', () => {
    const rule = { source: 'drand', chain: QUICKNET.chain, round: 1000 } as const;
    const signature =
      'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';
    const act = actOfTest({ rule, value: { ...rule, signature } });
    expect(verifyPublic(act.record, tools).ok).toBe(true);
    expect(verifyPublic(act.record, tools).limits[0]).toMatch(/sorti le 23 août 2023 à 17:59:24/);
    expect(failures(verifyPublic(act.record, { sha256 }))).toHaveProperty('public-value');
  });

  it('says what it does not prove: a given seed, a rehearsal, a second commitment', () => {
    const given = actOfTest({ rule: { source: 'given' }, value: { source: 'given', seed: 'c0ffee' } }).record;
    const rehearsal = actOfTest(DICE, { test: true, sequence: 2, previous: 'ab'.repeat(32) }).record;
    expect(verifyPublic(given, tools)).toMatchObject({ ok: true });
    expect(verifyPublic(given, tools).limits[0]).toContain('graine');
    expect(verifyPublic(rehearsal, tools).limits.join(' ')).toMatch(/répétition.*engagement n° 2/);
  });
});

describe('the commitments of a fund', () => {
  const chain = (...changes: readonly object[]): ReturnType<typeof verifyChain> => {
    const made: Commitment[] = [];
    for (const change of changes) {
      const before = made.at(-1);
      const previous = before === undefined ? null : fingerprintOf(before, nodeSha256);
      made.push({ ...record.commitment, sequence: made.length + 1, previous, ...change });
    }
    return verifyChain(made, sha256);
  };

  it('each name the one before: a draw that was given up stays in sight', () => {
    expect(chain({}, {}, {})).toMatchObject({ ok: true, where: [] });
    expect(chain({}, { previous: 'ab'.repeat(32) }, {}).where).toEqual(['engagement n° 2']);
    expect(chain({}, {}, { sequence: 4 }).where).toEqual(['engagement n° 4']);
    expect(chain({}, {}, { fund: 'autre' }).where).toEqual(['engagement n° 3']);
    expect(chain({ sequence: 2 }).where).toEqual(['engagement n° 2']);
  });
});

describe('a record that somebody touched', () => {
  it.each(tamperings())('is refused: $what', ({ change, check, where, careful }) => {
    const forged = copyOf(record);
    change(forged, copyOf(sealed));
    if (careful) refingerprint(forged);
    const report = verifyPublic(forged, tools);
    expect(report.ok).toBe(false);
    expect(failures(report)[check]).toContain(where);
  });

  it.each([null, 12, 'registre', [], {}, { format: 'tablee-tirage/1' }])('is refused when it is none: %p', (file) => {
    const report = verifyPublic(file, tools);
    expect([report.ok, Object.keys(failures(report))]).toEqual([false, ['shape']]);
  });
});

describe('a sealed record that somebody touched', () => {
  it.each(sealedTamperings())('is refused: $what', ({ change, check, where, careful }) => {
    const [open, closed]: Records = [copyOf(record), copyOf(sealed)];
    change(open, closed);
    if (careful) refingerprint(open);
    const report = verifySealed(open, closed, tools);
    expect(report.ok).toBe(false);
    expect(failures(report)[check]).toContain(where);
  });

  it('is refused panel by panel where a quota or a household is not kept, however well forged', () => {
    const open = copyOf(record);
    open.lottery.panels[17] = ['f0', 'f1', 'f2', 'h1'];
    open.lottery.panels[18] = ['f0', 'f1', 'h2', 'h3'];
    refingerprint(open);
    const found = failures(verifySealed(open, sealed, tools));
    expect(found['quotas']).toBe('liste 017 : quota/genre/Femme = 3, au plus 2');
    expect(found['households']).toBe('liste 018 : deux lignes d’un même foyer');
  });

  it('is refused with a proof that does not hold, or of other chances', () => {
    const [open, closed]: Records = [copyOf(record), copyOf(sealed)];
    closed.proof.chances[3] = 0.3301;
    open.lottery.sealed = fingerprintOf(closed, nodeSha256);
    refingerprint(open);
    expect(failures(verifySealed(open, closed, tools))).toMatchObject({
      'certified-chances': 'code f3',
      certificate: 'preuve, code f3 (chance-3)',
    });
  });

  it('is refused when chances are called equal and are not', () => {
    const act = actOfTest(DICE, { method: 'equal' });
    const [open, closed]: Records = [copyOf(act.record), copyOf(act.sealed)];
    closed.proof.method = 'equal';
    const judged = (): string[] => {
      open.lottery.sealed = fingerprintOf(closed, nodeSha256);
      refingerprint(open);
      const found = verifySealed(open, closed, tools).findings.find(({ check }) => check === 'certificate');
      return [...(found?.where ?? ['no finding'])];
    };
    expect(judged()).toEqual([]);
    closed.proof.chances[3] = 0.3;
    expect(judged()).toContain('code f3');
  });

  it.each<{ what: string; change: (proof: Forged<FairLottery>) => void; where: string }>([
    {
      what: 'a bound that the arithmetic does not give',
      change: ({ certificate }) => (certificate.levels[0]!.bound = 0.3),
      where: 'niveau 1 (level-0-bound)',
    },
    {
      what: 'multipliers that prove nothing',
      change: ({ certificate }) => (certificate.levels[0]!.rows = [[0, 0.2]]),
      where: 'niveau 1 (level-0-bound)',
    },
    {
      what: 'somebody left out of the proof',
      change: ({ certificate }) => (certificate.levels[0]!.weights = certificate.levels[0]!.weights.slice(1)),
      where: 'niveau 1 (level-0-weights)',
    },
    {
      what: 'a panel that breaks a quota',
      change: ({ panels }) => (panels[2]!.entries = [0, 1, 2, 6]),
      where: 'liste 2 du calcul (panel-2-breaks:quota/genre/Femme)',
    },
    {
      what: 'another method than was announced',
      change: (proof) => (proof.method = 'maximin'),
      where: 'la méthode annoncée était « leximin »',
    },
  ])('is refused with $what, even where every fingerprint fits', ({ change, where }) => {
    const [open, closed]: Records = [copyOf(record), copyOf(sealed)];
    change(closed.proof);
    open.lottery.sealed = fingerprintOf(closed, nodeSha256);
    refingerprint(open);
    const report = verifySealed(open, closed, tools);
    const places = report.findings.find(({ check }) => check === 'certificate')?.where ?? [];
    expect([report.ok, places.join(' · ')]).toEqual([false, expect.stringContaining(where)]);
  });
});

describe("a person's own line", () => {
  it('is refused when it says something else, or belongs to another draw', () => {
    const own = copyOf(ownLine(sealed, 'h3')!);
    own.line.household = null;
    expect(failures(verifyOwnLine(record, own, tools))).toEqual({
      'own-line': 'la ligne de h3 n’est pas celle qui a été figée',
    });
    const other = ownLine(actOfTest(DICE, { sequence: 2 }).sealed, 'h3');
    expect(failures(verifyOwnLine(record, other, tools))).toEqual({
      'own-line': 'la ligne est celle d’un autre tirage',
    });
    expect(failures(verifyOwnLine(record, { format: 'tablee-ligne/1' }, tools))).toHaveProperty('own-shape');
  });
});
