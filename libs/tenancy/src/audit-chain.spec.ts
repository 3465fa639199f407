import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ActText, BEFORE_THE_FIRST, type Link, linkHash, walk } from './audit-chain';

const FUND = '0198a000-0000-7000-8000-000000000001';
const text = fc.string({ maxLength: 8 });
const act: fc.Arbitrary<ActText> = fc.record({
  auditId: fc.uuid(),
  occurredAt: text,
  actorKind: text,
  actorId: fc.option(fc.uuid()),
  action: text,
  subjectKind: text,
  subjectId: fc.option(fc.uuid()),
  reason: fc.option(text),
  requestId: fc.option(text),
  facts: text,
});

function chainOf(acts: readonly ActText[]): Link[] {
  let head = BEFORE_THE_FIRST;
  return acts.map((one) => {
    const linkedAt = '2026-11-22T09:00:00.000000Z';
    const hash = linkHash(FUND, head, { linkedAt, act: one });
    const link = { seq: head.seq + 1, auditId: one.auditId, previousHash: head.hash, hash, linkedAt, act: one };
    head = { seq: link.seq, hash };
    return link;
  });
}
const faultsOf = (links: readonly Link[]) => walk(FUND, BEFORE_THE_FIRST, links).faults;

describe('a chain of acts', () => {
  it('as it was linked has no fault, read whole or page by page', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.nat(12), (acts, cut) => {
        const links = chainOf(acts);
        const first = walk(FUND, BEFORE_THE_FIRST, links.slice(0, cut));
        const rest = walk(FUND, first.head, links.slice(cut));
        expect([...first.faults, ...rest.faults]).toEqual([]);
        expect(rest.head).toEqual(walk(FUND, BEFORE_THE_FIRST, links).head);
      }),
    );
  });

  it('betrays any change of any column of any act', () => {
    const changed = fc.tuple(fc.array(act, { minLength: 1, maxLength: 6 }), fc.nat(), act, fc.nat(9));
    fc.assert(
      fc.property(changed, ([acts, at, other, column]) => {
        const place = at % acts.length;
        const name = Object.keys(other)[column] as keyof ActText;
        const links = chainOf(acts).map((link, index) =>
          index === place && link.act ? { ...link, act: { ...link.act, [name]: other[name] } } : link,
        );
        const same = other[name] === acts[place]?.[name];
        expect(faultsOf(links).map(({ kind, seq }) => [kind, seq])).toEqual(same ? [] : [['edited', place + 1]]);
      }),
    );
  });

  it('betrays an act that was taken out, and two that changed places', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 3, maxLength: 8 }), fc.nat(), (acts, at) => {
        const links = chainOf(acts);
        const place = 1 + (at % (acts.length - 2));
        expect(faultsOf(links.filter((_link, index) => index !== place))).toMatchObject([{ kind: 'missing' }]);
        const swapped = links.map((link, index) => {
          const from = index === place ? place + 1 : index === place + 1 ? place : index;
          return { ...link, act: links[from]?.act ?? null, auditId: links[from]?.auditId ?? '' };
        });
        const alike = JSON.stringify(acts[place]) === JSON.stringify(acts[place + 1]);
        expect(faultsOf(swapped).length > 0).toBe(!alike);
      }),
    );
  });

  it('is its own fund’s: the same acts elsewhere have other hashes', () => {
    fc.assert(
      fc.property(act, (one) => {
        const at = { linkedAt: 'now', act: one };
        expect(linkHash(FUND, BEFORE_THE_FIRST, at)).not.toBe(linkHash(FUND.replace('1', '2'), BEFORE_THE_FIRST, at));
      }),
    );
  });
});
