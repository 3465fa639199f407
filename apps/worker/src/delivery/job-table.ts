// Which handler runs which job: complete and without doubles, or the worker does not start.
import { type JobHandler, type JobName, JOBS, RUNS_FIRST } from '../queues';

/** Puts handlers in a table. @throws Error naming each job with no handler or with two */
export function jobTable(handlers: readonly JobHandler[]): ReadonlyMap<JobName, JobHandler> {
  const names = Object.keys(JOBS) as JobName[];
  const faults = names.flatMap((name) => {
    const count = handlers.filter(({ job }) => job === name).length;
    return count === 1 ? [] : [`${name} has ${count} handlers`];
  });
  const unknown = handlers
    .filter(({ job }) => !names.includes(job))
    .map(({ job }) => `${job} is not in the table of jobs`);
  if (faults.length + unknown.length > 0) throw new Error([...faults, ...unknown].join('; '));
  return new Map(handlers.map((handler) => [handler.job, handler]));
}

/**
 * Runs a job in the fund in scope, and before it the one that runs first.
 * @returns whether the calendar is to look again @throws Error when nothing runs it
 */
export async function runJob(
  table: ReadonlyMap<JobName, JobHandler>,
  name: JobName,
  subject: Readonly<Record<string, string>>,
): Promise<boolean> {
  const handler = table.get(name);
  if (!handler) throw new Error(`no handler for ${name}`);
  const first = RUNS_FIRST[name];
  if (first) await table.get(first)?.handle(subject);
  return handler.handle(subject);
}
