// What happens to outlets in the specs of this room: proposed, decided on, changed, as somebody of a fund would.
import { day, type LivingFund } from '../../../../test/support/living-fund';
import type { Rooms } from '../../../../test/support/rooms';
import type { ApprovalLine, LineDraft } from './approval-line';
import { ChangeStandingUseCase } from './change-standing.use-case';
import { type DecideOutlet, DecideOutletUseCase, type OutletDecided } from './decide-outlet.use-case';
import { type ExamineOutlet, ExamineOutletUseCase, type OutletExamined } from './examine-outlet.use-case';
import type { OutletState, StandingChange } from './outlet';
import { OutletsQuery, type OutletView, type StepView } from './outlets.query';
import { type OutletProposed, type ProposeOutlet, ProposeOutletUseCase } from './propose-outlet.use-case';

/** The whole of a list. */
export const ALL = { after: null, limit: 100 };

/** A line that covers everything, from today on. */
export const EVERYTHING: LineDraft = {
  scope: 'everything',
  title: 'Toute la ferme',
  category: 'mixed',
  coveragePercent: 100,
  validFrom: null,
};

const FARM: ProposeOutlet = {
  name: 'La ferme du Pré',
  kind: 'producer',
  cameBy: 'team',
  why: 'Vue au marché',
  description: null,
  contact: 'Rosa Pré',
  email: null,
  phone: null,
  address: null,
  sites: [],
  proposedBy: null,
  formKey: null,
};

/** What is done to an outlet, without saying to which. */
export type WithoutOutlet<Union> = Union extends unknown ? Omit<Union, 'outletId'> : never;

/** The outlets of one fund. */
export class OutletsOf {
  constructor(
    private readonly rooms: Rooms,
    private readonly fund: LivingFund,
  ) {}

  /** Proposes one. */
  propose(rest: Partial<ProposeOutlet> = {}): Promise<OutletProposed> {
    return this.fund.as(() => this.rooms.get(ProposeOutletUseCase).run({ ...FARM, ...rest }));
  }

  /** Decides on one: approved in full unless told otherwise. */
  decide(outletId: string, rest: Partial<DecideOutlet> = {}): Promise<OutletDecided> {
    const decision = { outcome: 'approved', explanation: 'Bienvenue', lines: [EVERYTHING], reviewOn: null } as const;
    return this.fund.as(() => this.rooms.get(DecideOutletUseCase).run({ outletId, ...decision, ...rest }));
  }

  /** Proposes one and approves it. @returns its id */
  async approved(): Promise<string> {
    const { outletId } = await this.propose();
    await this.decide(outletId);
    return outletId;
  }

  /** Suspends, resumes or ends one. */
  change(
    outletId: string,
    change: StandingChange,
    lastDay: string | null = null,
  ): Promise<{ state: OutletState; customersTold: number }> {
    const last = lastDay === null ? null : day(lastDay);
    const request = { outletId, change, explanation: 'Voici pourquoi', lastDay: last };
    return this.fund.as(() => this.rooms.get(ChangeStandingUseCase).run(request));
  }

  /** Adds to the dossier of one. */
  examine(outletId: string, what: WithoutOutlet<ExamineOutlet>): Promise<OutletExamined> {
    return this.fund.as(() => this.rooms.get(ExamineOutletUseCase).run({ outletId, ...what }));
  }

  /** One of them as it is now. */
  one(outletId: string): Promise<OutletView | null> {
    return this.fund.read(() => this.rooms.get(OutletsQuery).outlet(outletId));
  }

  /** Its lines on a day. */
  lines(outletId: string, on: string): Promise<ApprovalLine[]> {
    return this.fund.read(() => this.rooms.get(OutletsQuery).linesOn(outletId, day(on)));
  }

  /** What happened to it. */
  steps(outletId: string): Promise<StepView[]> {
    return this.fund.read(() => this.rooms.get(OutletsQuery).steps(outletId, ALL));
  }
}
