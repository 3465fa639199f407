// The long part of a draw: whether it is possible at all, or which lottery is the fairest. Killed on the way it starts again,
// with the same outcome: what it is asked is frozen, and nothing in the answer is left to chance.
import { AuditStore, ProgressStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { fingerprintOf } from '../lotteries/canonical-hash';
import { type Commitment, lotteryOfDraw, sealedRecord } from '../lotteries/draw-record';
import { entriesOf, type SaltedLine } from '../lotteries/frozen-list';
import { Hashes } from '../lotteries/hashes';
import { AdmissionAheadQuery } from './admission-ahead.query';
import { CandidatesQuery } from './candidates.query';
import { checkKept, type CheckOf } from './check-words';
import { DrawsStore } from './draws.store';
import { RecordsQuery } from './records.query';
import { RecordsStore } from './records.store';
import { type CheckTask, DrawSolving, type SolvedDraw, type SolveTask, SolvingGivenUp, type Watcher } from './solving';
import { byIds } from './terms';

/** What the story reads and writes. */
@Injectable()
export class SolveBooks {
  constructor(
    readonly draws: DrawsStore,
    readonly records: RecordsStore,
    readonly onRecord: RecordsQuery,
    readonly candidates: CandidatesQuery,
    readonly funds: FundsQuery,
    readonly progress: ProgressStore,
  ) {}
}

type Step = 'check' | 'solve';

/** A check to be made, of whom. */
interface ToCheck {
  readonly task: CheckTask;
  readonly of: Omit<CheckOf, 'at'>;
}

/** A draw to be solved, as it was frozen. */
interface ToSolve {
  readonly task: SolveTask;
  readonly commitment: Commitment;
  readonly lines: readonly SaltedLine[];
}

/** Checks and solves draws of the fund in scope. */
@Injectable()
export class SolveDrawUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly books: SolveBooks,
    private readonly solving: DrawSolving,
    private readonly hashes: Hashes,
    private readonly audit: AuditStore,
    private readonly ahead: AdmissionAheadQuery,
  ) {}

  /** Looks whether a draw that is prepared can be held at all, and who could never be drawn. Nothing happens to another one. */
  async check({ drawId }: { readonly drawId: string }): Promise<void> {
    const ready = await this.transaction.run(() => this.toCheck(drawId));
    if (!ready) return;
    const found = await this.attempt(drawId, 'check', () =>
      this.solving.answer(`check/${drawId}`, ready.task, this.watch(drawId, 'check')),
    );
    if (!found) return;
    await this.transaction.run(async () => {
      if ((await this.books.draws.lock(drawId)).state !== 'prepared') return;
      const { now } = await this.books.funds.time();
      const kept = checkKept(found, { ...ready.of, at: now.toString() });
      await this.books.draws.keepChecked(drawId, kept);
      await this.books.draws.happen(drawId, 'checked', { possible: kept.possible }, now.toString());
      await this.over(drawId, 'check', null);
      await this.remember('checked', drawId, { possible: kept.possible, never: kept.never.length });
    });
  }

  /** Solves a draw that was committed to, and publishes chances and panels. Nothing happens to one that is solved already. */
  async run({ drawId }: { readonly drawId: string }): Promise<void> {
    const ready = await this.transaction.run(() => this.toSolve(drawId));
    if (!ready) return;
    const solved = await this.attempt(drawId, 'solve', () =>
      this.solving.answer(`solve/${drawId}`, ready.task, this.watch(drawId, 'solve')),
    );
    if (!solved) return;
    await this.transaction.run(async () => {
      if ((await this.books.draws.lock(drawId)).state !== 'committed') return;
      await this.keep(drawId, ready, solved);
    });
  }

  private async toCheck(drawId: string): Promise<ToCheck | null> {
    const draw = await this.books.draws.lock(drawId);
    if (draw.state !== 'prepared') return null;
    const { today } = await this.books.funds.time();
    const { standing, serving, leftOut } = await this.books.candidates.of(draw.terms, today);
    await this.begin(drawId, 'check');
    const { terms } = draw;
    const { ready, people } = byIds(terms, { standing, serving });
    const admission =
      terms.kind === 'council'
        ? null
        : {
            terms,
            listHash: fingerprintOf(ready, this.hashes.sha256),
            first: ready.servedFirst?.length ?? 0,
            ahead: await this.ahead.now(terms.places.max),
          };
    return { task: { kind: 'check', ...ready }, of: { people, leftOut, admission } };
  }

  private async toSolve(drawId: string): Promise<ToSolve | null> {
    const draw = await this.books.draws.lock(drawId);
    if (draw.state !== 'committed') return null;
    const { commitment } = await this.books.onRecord.steps(drawId);
    const lines = (await this.books.onRecord.entries(drawId)).flatMap(({ salted }) => salted ?? []);
    if (!commitment) throw new Error('a draw was committed to, and there is no commitment');
    await this.begin(drawId, 'solve');
    const { rows, method, panels } = commitment;
    const problem = {
      rows,
      entries: entriesOf(
        rows,
        lines.map(({ line }) => line),
      ),
    };
    return { task: { kind: 'solve', problem, method, panels }, commitment, lines };
  }

  private async keep(drawId: string, { commitment, lines }: ToSolve, { proof, panels }: SolvedDraw): Promise<void> {
    const { sha256 } = this.hashes;
    const { draws, records } = this.books;
    const at = (await this.books.funds.time()).now.toString();
    const lottery = lotteryOfDraw(sealedRecord(commitment, lines, proof, sha256), panels, sha256);
    const lotteryHash = fingerprintOf(lottery, sha256);
    await records.keep(drawId, { kind: 'proof', body: proof, bodyHash: fingerprintOf(proof, sha256), at });
    await records.keep(drawId, { kind: 'lottery', body: lottery, bodyHash: lotteryHash, at });
    await records.keepChances(drawId, lottery.chances);
    const facts = { lotteryHash, status: proof.status, eps: proof.eps, panels: panels.length };
    await draws.become(drawId, { to: 'solved', at, facts });
    await this.over(drawId, 'solve', null);
    await this.remember('solved', drawId, facts);
  }

  /** Asks for an answer. @returns null when it was given up, or there is none: then the step says why, and stops */
  private async attempt<Answer>(drawId: string, step: Step, ask: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await ask();
    } catch (error) {
      const why = error instanceof SolvingGivenUp ? 'given-up' : error instanceof RuleBroken ? error.code : null;
      if (why === null) throw error;
      await this.transaction.run(() => this.over(drawId, step, why));
      return null;
    }
  }

  // A draw that is cancelled meanwhile is not solved to its end.
  private watch(drawId: string, step: Step): Watcher {
    const wanted = step === 'check' ? 'prepared' : 'committed';
    return {
      goesOn: (done, total) =>
        this.transaction.run(async () => {
          const at = (await this.books.funds.time()).now.toString();
          const state = { state: 'running' as const, done, total, afterId: null, note: null };
          await this.books.progress.record({ runId: drawId, step, at, ...state });
          return (await this.books.onRecord.outcome(drawId))?.state === wanted;
        }),
    };
  }

  private async begin(drawId: string, step: Step): Promise<void> {
    const at = (await this.books.funds.time()).now.toString();
    await this.books.progress.takeUp({ runId: drawId, step, total: 1, at });
    const state = { state: 'running' as const, done: 0, total: 1, afterId: null, note: null };
    await this.books.progress.record({ runId: drawId, step, at, ...state });
  }

  private async over(drawId: string, step: Step, why: string | null): Promise<void> {
    const at = (await this.books.funds.time()).now.toString();
    const state = why === null ? ('done' as const) : ('stopped' as const);
    await this.books.progress.record({
      runId: drawId,
      step,
      at,
      state,
      done: why === null ? 1 : 0,
      total: 1,
      afterId: null,
      note: why,
    });
  }

  private remember(what: string, drawId: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.write({ action: `draw.${what}`, subjectKind: 'draw', subjectId: drawId, facts });
  }
}
