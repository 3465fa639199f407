// What a fund can bear of newcomers as things stand, and what they do to what is free. Reads only.
import { Injectable } from '@nestjs/common';
import { AdmissionRoomQuery } from '../applications/admission-room.query';
import { cents, times } from '../kernel/money';
import { admissionPlan, effectOnFree } from '../lotteries/admission-plan';
import { SimulationQuery } from '../simulator/simulation.query';
import { type AdmissionAhead, placesAhead } from './places-ahead';

/** Reads what the fund in scope can bear. */
@Injectable()
export class AdmissionAheadQuery {
  constructor(
    private readonly admissions: AdmissionRoomQuery,
    private readonly simulation: SimulationQuery,
  ) {}

  /**
   * The places there are now.
   * @param most the most that are wanted; null: as many as there is room for. The rules may know of fewer
   * @throws RuleBroken `no-rules-in-force`
   */
  async now(most: number | null): Promise<AdmissionAhead> {
    const { rules, waiting } = await this.admissions.now();
    const { admission } = rules;
    const ofRules = admission.mode === 'lottery-weighted' ? admission.places : null;
    const ceiling = Math.min(most ?? Infinity, ofRules ?? Infinity);
    const { room, end } = placesAhead(await this.simulation.now());
    const plan = admissionPlan({
      room,
      carriedOver: cents(0),
      waiting: waiting.length,
      most: Number.isFinite(ceiling) ? ceiling : null,
    });
    const netCost = room.prudentNetCost;
    return {
      admission,
      waiting: waiting.length,
      plan,
      netCost,
      effectOf: (places) => effectOnFree({ perMonth: plan.room, end }, times(netCost, places)),
    };
  }
}
