// The records of a draw, whole: the public one for everybody, the sealed one for scrutineers once two people opened it.
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { type PublicRecord, publicRecord, type SealedRecord, sealedRecord } from '../lotteries/draw-record';
import { Hashes } from '../lotteries/hashes';
import { type DrawDetail, DrawsQuery } from './draws.query';
import { RecordsQuery, type Steps } from './records.query';

/** A draw that is on record, as everybody may read it; `record` is there once it was drawn. */
export interface DrawOnRecord extends Steps {
  readonly view: DrawDetail;
  readonly record: PublicRecord | null;
}

/** Reads whole records in the fund in scope. */
@Injectable()
export class WholeRecordsQuery {
  constructor(
    private readonly draws: DrawsQuery,
    private readonly records: RecordsQuery,
    private readonly hashes: Hashes,
  ) {}

  /** A draw that was committed to, by its number; null where there is none. */
  async published(drawNo: number): Promise<DrawOnRecord | null> {
    const drawId = await this.draws.idOnRecord(drawNo);
    const view = drawId === null ? null : await this.draws.draw(drawId);
    if (!view) return null;
    const steps = await this.records.steps(view.drawId);
    const { commitment, lottery, draw } = steps;
    const whole = commitment && lottery && draw;
    return { view, ...steps, record: whole ? publicRecord(commitment, lottery, draw, this.hashes.sha256) : null };
  }

  /** A draw that was drawn, with its whole record. @throws RuleBroken `draw-unknown`, `draw-not-drawn` */
  async drawn(drawId: string): Promise<{ view: DrawDetail; record: PublicRecord }> {
    const view = await this.draws.draw(drawId);
    if (!view) throw new RuleBroken('draw-unknown');
    const { commitment, lottery, draw } = await this.records.steps(drawId);
    if (!commitment || !lottery || !draw) throw new RuleBroken('draw-not-drawn', { state: view.state });
    return { view, record: publicRecord(commitment, lottery, draw, this.hashes.sha256) };
  }

  /**
   * The sealed record of a draw.
   * @throws RuleBroken `draw-unknown`; `sealed-record-closed` until two people opened it; `sealed-record-forgotten` once the
   * criteria were emptied
   */
  async sealed(drawId: string): Promise<SealedRecord> {
    if (!(await this.records.outcome(drawId))) throw new RuleBroken('draw-unknown');
    if (!(await this.records.isOpened(drawId))) throw new RuleBroken('sealed-record-closed');
    const { commitment } = await this.records.steps(drawId);
    const proof = await this.records.proof(drawId);
    const entries = await this.records.entries(drawId);
    const lines = entries.flatMap(({ salted }) => salted ?? []);
    if (!commitment || !proof || lines.length < entries.length) throw new RuleBroken('sealed-record-forgotten');
    return sealedRecord(commitment, lines, proof, this.hashes.sha256);
  }
}
