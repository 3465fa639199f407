// The draw itself: the public value is known, the fund reveals its secret, both make the seed. Two people, always before it.
import { ApprovalStore, AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { fingerprintOf } from '../lotteries/canonical-hash';
import { drawOfLottery, sealedRecord } from '../lotteries/draw-record';
import { faultOfPublicValue, type PublicValue } from '../lotteries/draw-seed';
import { Hashes } from '../lotteries/hashes';
import { checkDrawStep } from './draw';
import { DrawsStore } from './draws.store';
import { RecordsQuery } from './records.query';
import { RecordsStore } from './records.store';

/** Which draw, and the public value as it came; `note` is for whoever signs. */
export interface HoldDraw {
  readonly drawId: string;
  readonly publicValue: PublicValue;
  readonly note: string | null;
}

/** What became of it. */
export interface DrawHeld {
  readonly drawId: string;
  readonly approvalId: string;
  readonly state: 'awaiting-approval' | 'drawn';
}

/** What the story reads and writes. */
@Injectable()
export class HoldBooks {
  constructor(
    readonly draws: DrawsStore,
    readonly records: RecordsStore,
    readonly onRecord: RecordsQuery,
    readonly funds: FundsQuery,
  ) {}
}

const ACT = 'draw.hold';

/** Holds draws in the fund in scope. */
@Injectable()
export class HoldDrawUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly books: HoldBooks,
    private readonly approvals: ApprovalStore,
    private readonly hashes: Hashes,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Proposes to draw with the public value that came, or with an `approvalId` signs it: then the secret is revealed and the
   * panel known. Who proposes cannot know what will come out: the secret is the fund's.
   * @throws RuleBroken `draw-unknown`, `draw-step-impossible`, `public-value-wrong` with its fault in French,
   * `draw-proposal-outdated` when another proposal was made since
   * @throws ApprovalRefused as {@link ApprovalStore.confirm} says
   */
  run(request: HoldDraw | { readonly approvalId: string }): Promise<DrawHeld> {
    return this.transaction.run(() =>
      'approvalId' in request ? this.sign(request.approvalId) : this.propose(request),
    );
  }

  private async propose({ drawId, publicValue, note }: HoldDraw): Promise<DrawHeld> {
    const { drawNo, title } = await this.ready(drawId, publicValue);
    const { approvalId, granted } = await this.approvals.propose({
      act: ACT,
      subjectKind: 'draw',
      subjectId: drawId,
      payload: { publicValue },
      reason: note ?? `Tirage n° ${drawNo} : ${title}`,
    });
    await this.books.draws.await(drawId, approvalId);
    if (granted) return this.draw(drawId, approvalId, publicValue);
    const at = (await this.books.funds.time()).now.toString();
    await this.books.draws.happen(drawId, 'proposed', { approvalId }, at);
    await this.remember('proposed', drawId, { approvalId });
    return { drawId, approvalId, state: 'awaiting-approval' };
  }

  private async sign(approvalId: string): Promise<DrawHeld> {
    const { subjectId, payload } = await this.approvals.confirm({ approvalId, act: ACT });
    const drawId = subjectId ?? '';
    const publicValue = payload['publicValue'] as PublicValue;
    const draw = await this.ready(drawId, publicValue);
    if (draw.approvalId !== approvalId) throw new RuleBroken('draw-proposal-outdated');
    return this.draw(drawId, approvalId, publicValue);
  }

  private async ready(
    drawId: string,
    publicValue: PublicValue,
  ): Promise<{ drawNo: number; title: string; approvalId: string | null }> {
    const draw = await this.books.draws.lock(drawId);
    checkDrawStep(draw, 'drawn');
    const { commitment } = await this.books.onRecord.steps(drawId);
    if (!commitment) throw new Error('a draw was solved, and there is no commitment');
    const fault = faultOfPublicValue(commitment.publicValue, publicValue, this.hashes.isOfQuicknet);
    if (fault !== '') throw new RuleBroken('public-value-wrong', { fault });
    return draw;
  }

  private async draw(drawId: string, approvalId: string, publicValue: PublicValue): Promise<DrawHeld> {
    const { draws, records, onRecord, funds } = this.books;
    const { sha256 } = this.hashes;
    const { commitment, lottery } = await onRecord.steps(drawId);
    const proof = await onRecord.proof(drawId);
    if (!commitment || !lottery || !proof) throw new Error('a draw was solved, and a step of its record is not there');
    const lines = (await onRecord.entries(drawId)).flatMap(({ salted }) => salted ?? []);
    const sealed = sealedRecord(commitment, lines, proof, sha256);
    const secret = await draws.secret(drawId);
    const drawn = drawOfLottery({ commitment, lottery, sealed }, { secret, publicValue }, sha256);
    const { now, today } = await funds.time();
    const facts = { drawHash: fingerprintOf(drawn, sha256), number: drawn.number, approvalId };
    await records.keep(drawId, { kind: 'draw', body: drawn, bodyHash: facts.drawHash, at: now.toString() });
    const { test, blankAfterDays } = await draws.lock(drawId);
    await draws.become(drawId, { to: 'drawn', at: now.toString(), facts });
    // A test gives nothing that could last: its lines go by themselves.
    if (test) await draws.blankFrom(drawId, today.add({ days: blankAfterDays }));
    await this.remember('drawn', drawId, facts);
    return { drawId, approvalId, state: 'drawn' };
  }

  private remember(what: string, drawId: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.write({ action: `draw.${what}`, subjectKind: 'draw', subjectId: drawId, facts });
  }
}
