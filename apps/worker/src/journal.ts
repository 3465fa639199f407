// The name under which Nest hands the worker's journal to the jobs that write in it.
export const JOURNAL = Symbol('journal');
