// The one table of queues and of the jobs they carry. Names and subjects are only ever added to: jobs may be in flight.
import type { News } from '#tenancy';

/** The queue of all work done for a fund. The braces keep its keys together on a Redis cluster. */
export const FUND_QUEUE = 'fund';
export const QUEUE_PREFIX = '{tablee}';

/** Every job there is, and what it does for a fund. */
export const JOBS = {
  'audit.chain': 'seals what the fund remembers: chains its acts and publishes the head',
  'month.plan': 'asks which months begin and which steps are due',
  'month.catch-up': 'has the open months gone through again after somebody joined',
  'month.close': 'closes a month that is over',
  'contributions.open-dues': 'opens the dues of a month',
  'contributions.collect': 'asks the collector for the dues of a month, or for what is scheduled already',
  'contributions.retry': 'schedules the new tries and instalments that are to be debited',
  'contributions.settle': 'takes the news of the collector into the books',
  'applications.lapse': 'ends the invitations that ran out, and invites the next in line',
  'arrears.steps':
    'writes off what leavers owe where the rules say so, and takes the steps that follow dues which did not come',
  'members.import': 'imports the good rows of a file of members',
  'members.import-undo': 'takes back what an import made and nobody has touched since',
  'members.forget-imports': 'forgets files of members a week after their import',
  'applications.invite-drawn': 'offers places to those who were drawn',
  'draws.check': 'looks whether a draw can be held, and who could never be drawn',
  'draws.solve': 'looks for the fairest lottery of a draw, and publishes chances and panels',
  'draws.forget': 'empties the criteria behind old draws',
  'council.seat-drawn': 'has those who were drawn take their seats',
  'council.fill-seats': 'finds who follows on seats that fell free',
  'council.forget': 'empties the criteria of volunteers that nobody needs any more',
  'allocations.credit': 'credits the allocations of a month',
  'payers.issue-calls': 'calls from third-party payers what is theirs of a month',
  'payouts.draft': 'drafts what outlets are owed, and members are to be paid back, at the end of a period',
  'lots.expire': 'takes credit whose last day is over back to the pot',
  'tickets.expire': 'gives back the credit of paper tickets whose time is over',
  'tickets.warn': 'writes to people whose paper tickets soon pay no more',
  'outlets.end': 'ends the outlets whose announced last day is over',
  'lots.warn': 'writes to people whose credit is about to end',
} as const;

/**
 * Jobs that look at what another one brings in: it runs first, in the same delivery. After an outage both are due at once,
 * a mean of contributions or the figures of a month must not be frozen before what has settled meanwhile is in the books, nor
 * somebody reminded who paid.
 */
export const RUNS_FIRST: Readonly<Partial<Record<string, JobName>>> = {
  'allocations.credit': 'contributions.settle',
  'arrears.steps': 'contributions.settle',
  'month.close': 'contributions.settle',
};

/** The name of a job. */
export type JobName = keyof typeof JOBS;

/** What travels: which line of the outbox, for which fund, about what. Ids and months only. */
export interface Envelope {
  readonly outboxId: string;
  readonly tenantId: string;
  readonly subject: Readonly<Record<string, string>>;
}

/** Runs one job for the fund in scope. */
export abstract class JobHandler {
  abstract readonly job: JobName;
  /** @returns whether the calendar should look again at once, since something may have become due by it */
  abstract handle(subject: Readonly<Record<string, string>>): Promise<boolean>;
}

/** The id of a month's run out of a subject. @throws Error when the envelope lacks it */
export function monthRunIdOf(subject: Readonly<Record<string, string>>): string {
  const { monthRunId } = subject;
  if (!monthRunId) throw new Error('this job names no month');
  return monthRunId;
}

/** The id of a run out of a subject. @throws Error when the envelope lacks it */
export function runIdOf(subject: Readonly<Record<string, string>>): string {
  const { runId } = subject;
  if (!runId) throw new Error('this job names no run');
  return runId;
}

/** The id of a draw out of a subject. @throws Error when the envelope lacks it */
export function drawIdOf(subject: Readonly<Record<string, string>>): string {
  const { drawId } = subject;
  if (!drawId) throw new Error('this job names no draw');
  return drawId;
}

/** The job that a subject asks for next (`then`: names in their order, with commas), about the same thing. */
export function followingJob({ then, ...subject }: Readonly<Record<string, string>>): News | null {
  if (!then) return null;
  const [job = '', ...rest] = then.split(',');
  return { job, subject: rest.length > 0 ? { ...subject, then: rest.join(',') } : subject };
}
