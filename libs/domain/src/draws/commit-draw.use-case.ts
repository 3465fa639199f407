// The fund binds itself: list, quotas, method and the rule of the seed are frozen and published, before anything is drawn.
import { AuditStore, newId, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { fingerprintOf, hexOf } from '../lotteries/canonical-hash';
import { commitmentOfDraw } from '../lotteries/draw-record';
import { privateCodes } from '../lotteries/frozen-list';
import { Hashes } from '../lotteries/hashes';
import { type Candidates, CandidatesQuery } from './candidates.query';
import { checkDrawStep } from './draw';
import { DrawsStore, type LockedDraw } from './draws.store';
import { type NewEntry, RecordsStore } from './records.store';
import { IDS_OF_A_KEY, keyFrom, seedRule, type SeedWish } from './seed-rule';
import { byIds, readyOf, servedBy, SOFTWARE } from './terms';

/** Which draw, and which public value will make its seed. */
export interface CommitDraw {
  readonly drawId: string;
  readonly seed: SeedWish;
}

/** What was committed to. */
export interface DrawCommitted {
  readonly drawId: string;
  readonly commitmentNo: number;
  readonly commitmentHash: string;
  readonly entries: number;
}

/** What the story reads and writes. */
@Injectable()
export class CommitBooks {
  constructor(
    readonly draws: DrawsStore,
    readonly records: RecordsStore,
    readonly candidates: CandidatesQuery,
    readonly funds: FundsQuery,
  ) {}
}

/** Commits the fund in scope to a draw. */
@Injectable()
export class CommitDrawUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly books: CommitBooks,
    private readonly hashes: Hashes,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Freezes the list of those who stand now. From here on the draw stays on record, whatever becomes of it.
   * @throws RuleBroken `draw-unknown`, `draw-step-impossible`, `draw-not-checked`, `draw-list-changed`, `draw-without-candidates`, and as
   * {@link seedRule} says
   */
  run({ drawId, seed }: CommitDraw): Promise<DrawCommitted> {
    return this.transaction.run(async () => {
      const { draws, candidates, funds } = this.books;
      const draw = await draws.lock(drawId);
      checkDrawStep(draw, 'committed');
      const time = await funds.time();
      const people = await candidates.of(draw.terms, time.today);
      const served = this.servedAsChecked(draw, people);
      if (people.standing.length === 0) throw new RuleBroken('draw-without-candidates');
      const committed = await this.freeze(draw, people, { time, seed, served });
      const { commitmentNo, commitmentHash } = committed;
      await draws.become(drawId, { to: 'committed', at: time.now.toString(), facts: { commitmentNo, commitmentHash } });
      await this.outbox.write({ job: 'draws.solve', subject: { runId: drawId } });
      await this.audit.write({
        action: 'draw.committed',
        subjectKind: 'draw',
        subjectId: drawId,
        facts: { commitmentNo, commitmentHash, entries: committed.entries },
      });
      return committed;
    });
  }

  /** How many of those who come first the check found a place for: so it is only known of the list that was checked. */
  private servedAsChecked({ terms, checked }: LockedDraw, people: Candidates): number {
    if (checked?.possible !== true) throw new RuleBroken('draw-not-checked');
    if (terms.kind === 'council') return 0;
    // Checks of before this was kept do not know it.
    if (!checked.admission) throw new RuleBroken('draw-not-checked');
    const { listHash, first } = checked.admission;
    const now = fingerprintOf(byIds(terms, people).ready, this.hashes.sha256);
    if (now !== listHash) throw new RuleBroken('draw-list-changed', { checkedAt: checked.checkedAt });
    return first.served;
  }

  private async freeze(
    draw: LockedDraw,
    { standing, serving }: Candidates,
    { time, seed, served }: { time: FundTime; seed: SeedWish; served: number },
  ): Promise<DrawCommitted> {
    const { draws, records, funds } = this.books;
    const { sha256 } = this.hashes;
    const rehearsal = draw.test || time.demonstration;
    const publicValue = seedRule(seed, { now: time.now.epochMilliseconds, rehearsal });
    const codes = privateCodes(standing.length, this.key(), sha256);
    const coded = new Map(standing.map((candidate, place) => [codes[place] ?? '', candidate]));
    const { rows, entries } = servedBy(readyOf(draw.terms, { standing: coded, serving }), served);
    const secret = publicValue.source === 'given' ? null : hexOf(this.key());
    const before = await records.last();
    const { commitment, lines } = commitmentOfDraw(
      {
        fund: (await funds.current())?.slug ?? '',
        kind: draw.kind,
        test: draw.test,
        sequence: (before?.commitmentNo ?? 0) + 1,
        previous: before?.bodyHash ?? null,
        committedAt: time.now.toString(),
        rows,
        households: draw.terms.kind === 'council' && draw.terms.onePerHousehold,
        method: draw.method,
        panels: draw.panelCount,
        software: SOFTWARE,
        secret,
        publicValue,
      },
      entries,
      this.key(),
      sha256,
    );
    const commitmentHash = fingerprintOf(commitment, sha256);
    const kept = lines.map((line): NewEntry => ({
      ...line,
      subjectKind: draw.kind === 'council' ? 'volunteer' : 'application',
      subjectId: coded.get(line.line.code)?.subjectId ?? '',
    }));
    await records.commit(draw.drawId, { commitment, bodyHash: commitmentHash, at: time.now.toString() }, kept);
    await draws.keepSecret(draw.drawId, secret);
    return { drawId: draw.drawId, commitmentNo: commitment.sequence, commitmentHash, entries: kept.length };
  }

  private key(): Uint8Array {
    return keyFrom(Array.from({ length: IDS_OF_A_KEY }, newId), this.hashes.sha256);
  }
}
