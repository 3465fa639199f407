// Draws as tests live with them: a charter, volunteers, and a draw on its way from what is prepared to what takes effect.
import { ApplicationsQuery, DecideApplicationUseCase, TakeApplicationUseCase } from '#domain/applications';
import { StandForCouncilUseCase, type VolunteerForm, WriteCharterUseCase, type Charter } from '#domain/council';
import {
  CommitDrawUseCase,
  DrawsQuery,
  type DrawDetail,
  EndDrawUseCase,
  HoldDrawUseCase,
  PrepareDrawUseCase,
  type PrepareCouncilDraw,
  type SeedWish,
} from '#domain/draws';
import { dayOf } from '#domain/kernel';
import type { LivingFund, Somebody } from './living-fund';
import type { Rooms } from './rooms';

/** Four seats, two by two, of two ages. */
export const CHARTER: Charter = {
  seats: 4,
  termMonths: 12,
  renewal: 'thirds',
  onePerHousehold: true,
  blankAfterDays: 30,
  criteria: [
    {
      key: 'genre',
      label: 'Genre',
      classes: [
        { key: 'f', label: 'Femme', min: 2, max: 2 },
        { key: 'h', label: 'Homme', min: 2, max: 2 },
      ],
    },
    {
      key: 'age',
      label: 'Âge',
      classes: [
        { key: 'j', label: 'moins de 40 ans', min: 1, max: 3 },
        { key: 'v', label: '40 ans et plus', min: 1, max: 3 },
      ],
    },
  ],
};

/** Twenty throws of a die, before witnesses. */
export const DICE = { source: 'dice', throws: 20, before: 'le conseil, en séance' } as const;
export const THROWN = { source: 'dice', throws: '31526414265361524361' } as const;

/** Tells of draws in the funds of some rooms. */
export class DrawsStory {
  private forms = 0;

  constructor(private readonly rooms: () => Rooms) {}

  /** Writes a charter. */
  charter(fund: LivingFund, charter: Charter = CHARTER): Promise<{ charterNo: number }> {
    return fund.as(() => this.rooms().get(WriteCharterUseCase).run({ charter, note: 'Assemblée du 12 novembre' }));
  }

  /** Somebody stands; classes come in turn. @returns their receipt */
  async volunteer(fund: LivingFund, rest: Partial<VolunteerForm> = {}): Promise<string> {
    this.forms += 1;
    const answers = { genre: this.forms % 2 ? 'f' : 'h', age: this.forms % 3 ? 'j' : 'v' };
    const form = {
      personId: null,
      name: `Nour ${this.forms}`,
      channel: 'counter',
      email: null,
      phone: null,
      household: null,
    };
    const asked = { form: { ...form, answers, ...rest }, formKey: `volontaire-${this.forms}`, cameBy: 'form' as const };
    return (await fund.as(() => this.rooms().get(StandForCouncilUseCase).run(asked))).receipt;
  }

  /** Somebody applies, and waits since a day, in an area. @returns their receipt */
  async waits(fund: LivingFund, since: string, area: string | null = null): Promise<string> {
    this.forms += 1;
    const form = { commune: null, area, incomeBand: null, metOn: null, answers: {}, channel: 'counter' as const };
    const rest = { email: null, phone: null, postalAddress: null };
    const persons = [{ bornIn: null, sharePercent: 100 }];
    const asked = {
      form: { ...form, ...rest, persons, name: `Nour ${this.forms}` },
      formKey: `demande-${this.forms}`,
      cameBy: 'form' as const,
      receivedOn: null,
    };
    await fund.morning(since);
    const { receipt } = await fund.as(() => this.rooms().get(TakeApplicationUseCase).run(asked));
    await this.decide(fund, receipt, 'accept');
    return receipt;
  }

  /** Decides of an application. */
  async decide(fund: LivingFund, receipt: string, decision: 'accept' | 'withdraw'): Promise<void> {
    const found = await fund.read(() => this.rooms().get(ApplicationsQuery).ofReceipt(receipt));
    const decided = { applicationId: found?.applicationId ?? '', decision, reason: null, innerNote: null };
    await fund.as(() => this.rooms().get(DecideApplicationUseCase).run(decided));
  }

  /** Prepares a draw of the council. @returns its id */
  async prepare(fund: LivingFund, rest: Partial<PrepareCouncilDraw> = {}): Promise<string> {
    const { drawId } = await fund.as(() =>
      this.rooms()
        .get(PrepareDrawUseCase)
        .run({
          kind: 'council',
          title: 'Conseil 2027',
          test: false,
          method: 'leximin',
          panelCount: 100,
          termFrom: dayOf('2027-01-01'),
          seats: null,
          ...rest,
        }),
    );
    return drawId;
  }

  /** Has a draw checked, as the worker does. */
  async check(fund: LivingFund, drawId: string): Promise<DrawDetail['checked']> {
    await fund.run('draws.check', { runId: drawId });
    return (await this.one(fund, drawId)).checked;
  }

  /** Commits to a draw. */
  commit(
    fund: LivingFund,
    drawId: string,
    seed: SeedWish = DICE,
  ): Promise<{ commitmentNo: number; commitmentHash: string }> {
    return fund.as(() => this.rooms().get(CommitDrawUseCase).run({ drawId, seed }));
  }

  /** From a prepared draw to a solved one. */
  async solved(fund: LivingFund, drawId: string, seed: SeedWish = DICE): Promise<void> {
    await this.check(fund, drawId);
    await this.commit(fund, drawId, seed);
    await fund.drain();
  }

  /** One proposes to draw, another signs. */
  async hold(drawId: string, { by, signer }: { by: Somebody; signer: Somebody }): Promise<string> {
    const hold = this.rooms().get(HoldDrawUseCase);
    const { approvalId } = await by.as(() => hold.run({ drawId, publicValue: THROWN, note: null }));
    return (await signer.as(() => hold.run({ approvalId }))).state;
  }

  /** Publishes, or cancels with a reason. */
  end(fund: LivingFund, drawId: string, cancelFor: string | null = null): Promise<{ state: string }> {
    return fund.as(() => this.rooms().get(EndDrawUseCase).run({ drawId, cancelFor }));
  }

  /** One draw as screens show it. @throws Error when it is not there */
  async one(fund: LivingFund, drawId: string): Promise<DrawDetail> {
    const found = await fund.read(() => this.rooms().get(DrawsQuery).draw(drawId));
    if (!found) throw new Error('the draw is not there');
    return found;
  }
}
