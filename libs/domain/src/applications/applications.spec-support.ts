// What the specs of applications do with a fund: apply, decide, invite, admit.
import { day, type LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import type { AdmissionRule, Rules } from '../rules/rules';
import { AdmissionRoomQuery } from './admission-room.query';
import type { ApplicationState } from './application';
import type { ApplicationForm } from './application-form';
import { ApplicationsQuery } from './applications.query';
import { TakeApplicationUseCase } from './take-application.use-case';
import { DecideApplicationUseCase } from './decide-application.use-case';
import { InviteApplicantsUseCase } from './invite-applicants.use-case';
import { TellInvitationUseCase } from './tell-invitation.use-case';

const here: { rooms?: Rooms; other?: LivingFund; fund?: LivingFund } = {};
let keys = 0;

/** The rooms that are open. */
export const rooms = (): Rooms => here.rooms ?? missing();
/** The fund that nothing may touch. */
export const other = (): LivingFund => here.other ?? missing();
function missing(): never {
  throw new Error('open the story first');
}

/** Opens rooms and a fund that nothing may touch. */
export async function openStory(): Promise<void> {
  here.rooms = await Rooms.open();
  here.other = await here.rooms.bystander({ preset: 'flers' }, (fund) => {
    here.fund = fund;
    return accepted();
  });
}

/** Closes them, and expects that fund to be as it was. */
export const closeStory = (): Promise<void> => rooms().close();

/** The fund that the story is about. */
export const fund = (): LivingFund => here.fund ?? other();
/** Everything. */
export const PAGE = { after: null, limit: 100 };
/** Founds a fund whose rules admit in a way. */
export const withRules = async (admission: AdmissionRule, rest: Partial<Rules['eligibility']> = {}): Promise<void> => {
  here.fund = await rooms().fund({
    preset: 'flers',
    rules: (rules) => ({ ...rules, admission, eligibility: { ...rules.eligibility, ...rest } }),
  });
  await fund().morning('2026-11-10');
};
/** Founds a fund with the rules of a preset, in force from a month on. */
export const found = async (wanted: { preset: string; from: string }): Promise<void> => {
  here.fund = await rooms().fund(wanted);
};
/** A form, changed as wished. */
export const form = (rest: Partial<ApplicationForm> = {}): ApplicationForm => ({
  name: 'Nour',
  commune: null,
  area: null,
  incomeBand: null,
  persons: [{ bornIn: null, sharePercent: 100 }],
  metOn: null,
  answers: {},
  channel: 'counter',
  email: null,
  phone: null,
  postalAddress: null,
  ...rest,
});
/** Sends a form. */
export const send = (
  rest: Partial<ApplicationForm> = {},
  formKey = `formulaire-${String((keys += 1))}`,
): ReturnType<TakeApplicationUseCase['run']> =>
  rooms()
    .get(TakeApplicationUseCase)
    .run({ form: form(rest), formKey, cameBy: 'form', receivedOn: null });
/** The application of a receipt. */
export const idOf = async (receipt: string): Promise<string> => {
  const found = await fund().read(() => rooms().get(ApplicationsQuery).ofReceipt(receipt));
  return found?.applicationId ?? 'unknown';
};
/** Applies. */
export const apply = async (rest: Partial<ApplicationForm> = {}): Promise<string> =>
  idOf((await fund().as(() => send(rest))).receipt);
/** Decides, for a refusal. */
export const deciding = (
  applicationId: string,
  decision: 'accept' | 'refuse' | 'withdraw' | 'take-up-again' = 'accept',
  reason: string | null = null,
): ReturnType<DecideApplicationUseCase['run']> =>
  rooms().get(DecideApplicationUseCase).run({ applicationId, decision, reason, innerNote: null });
/** Decides. */
export const decide = (...asked: Parameters<typeof deciding>): ReturnType<typeof deciding> =>
  fund().as(() => deciding(...asked));
/** Applies and is accepted. */
export const accepted = async (rest: Partial<ApplicationForm> = {}): Promise<string> => {
  const applicationId = await apply(rest);
  await decide(applicationId);
  return applicationId;
};
/** Invites. */
export const inviting = (
  rest: Partial<Parameters<InviteApplicantsUseCase['run']>[0]> = {},
): ReturnType<InviteApplicantsUseCase['run']> =>
  rooms()
    .get(InviteApplicantsUseCase)
    .run({ count: null, applicationIds: null, answerDays: 10, reason: null, ...rest });
/** Admits on an application. */
export const admitting = (applicationId: string, of: LivingFund = fund()): Promise<string> =>
  of.admit({
    label: 'Nour',
    joinedOn: '2026-11-10',
    persons: [{ name: 'Nour', bornIn: null }],
    pledge: 4_000,
    applicationId,
  });
/** One application. */
export const one = (applicationId: string): ReturnType<ApplicationsQuery['one']> =>
  fund().read(() => rooms().get(ApplicationsQuery).one(applicationId));
/** Where it stands. */
export const state = async (applicationId: string): Promise<ApplicationState | undefined> =>
  (await one(applicationId))?.state;
/** The room for admissions. */
export const room = (): ReturnType<AdmissionRoomQuery['now']> =>
  fund().read(() => rooms().get(AdmissionRoomQuery).now());
/** Ticks that somebody was told. */
export const tell = (applicationId: string, toldOn: string): ReturnType<TellInvitationUseCase['run']> =>
  fund().as(() =>
    rooms()
      .get(TellInvitationUseCase)
      .run({ applicationId, toldOn: day(toldOn) }),
  );
