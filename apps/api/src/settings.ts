// The names under which Nest hands out what is not a class of ours.

/** The settings of the process. */
export const CONFIG = Symbol('config');

/** The real time. */
export const WALL_CLOCK = Symbol('wall clock');

/** The connection to Redis. */
export const REDIS = Symbol('redis');

/** The pool of `app_identity`. */
export const IDENTITY_POOL = 'identity';
