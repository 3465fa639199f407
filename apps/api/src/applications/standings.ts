// Where applications stand, put together for the screens: place in line, what speaks for and against.
import { AdmissionRoomQuery, ApplicationsQuery, eligibility, inOrder, placeOf } from '#domain/applications';
import type { Rules } from '#domain/rules';
import { Injectable } from '@nestjs/common';
import { notThere } from '../http/not-there';
import type { ApplicationDetailDto } from './application-detail.dto';
import type { ApplicationStandingDto } from './applications.dto';
import type { WaitingListDto } from './waiting-list.dto';

const RECEIPT = /^[0-9A-Z]{12}$/;

/** Draws up what is shown of applications of the fund in scope. */
@Injectable()
export class Standings {
  constructor(
    private readonly room: AdmissionRoomQuery,
    private readonly applications: ApplicationsQuery,
  ) {}

  /** One application. @throws RuleBroken `application-unknown` */
  async detail(applicationId: string): Promise<ApplicationDetailDto> {
    const { answers, sameName, ...one } =
      (await this.applications.one(applicationId)) ?? notThere('application-unknown');
    const { rules, waiting } = await this.room.now();
    const declared = { ...one, answers, met: one.metOn !== null };
    return {
      ...one,
      answers: Object.entries(answers).map(([question, answer]) => ({ question, answer })),
      sameName: sameName.map((number) => ({ number })),
      place: placeOf(applicationId, waiting),
      eligibility: eligibility(rules.eligibility, declared),
    };
  }

  /** What an applicant may read by their receipt. @throws RuleBroken `application-unknown` */
  async ofReceipt(receipt: string): Promise<ApplicationStandingDto> {
    const one =
      (RECEIPT.test(receipt) ? await this.applications.ofReceipt(receipt) : null) ?? notThere('application-unknown');
    const { waiting } = await this.room.now();
    const { number, state, receivedOn, reason, answerBy } = one;
    const place = placeOf(one.applicationId, waiting);
    return { number, state, receivedOn, reason, answerBy, place, waiting: waiting.length };
  }

  /** The waiting list in its order with the places there are. */
  async list(): Promise<WaitingListDto> {
    const room = await this.room.now();
    const list = inOrder(room.waiting).map(({ applicationId, since, incomeBand, area }, index) => ({
      applicationId,
      place: index + 1,
      since,
      incomeBand,
      area,
    }));
    const size = room.places[0]?.total ?? room.taken;
    return { places: [...room.places], quotas: this.room.quotas(room, size), waves: [...room.waves], list };
  }

  /** The rules that an application is asked by. */
  async rules(): Promise<Rules> {
    return (await this.room.now()).rules;
  }
}
