// Notes, for as long as a call lasts, that its caller looks at the money of somebody they are in charge of.
import type { Caller } from './caller';

const readers = new WeakSet<Caller>();

/** Notes that a caller reads what is somebody else's: such a reading is remembered (settled question 10). */
export function readsForAnother(caller: Caller): void {
  readers.add(caller);
}

/** Whether the caller of this call reads what is somebody else's. */
export function hasReadForAnother(caller: Caller): boolean {
  return readers.has(caller);
}
