// Which handler runs which job: complete and without doubles, or the worker does not start.
import { type JobHandler, type JobName, JOBS } from '../queues';

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
