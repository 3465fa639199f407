// What time it is: asked of a clock that is given, so that a rule never looks at the wall.
import type { Instant } from './calendar';

/** Tells the time of one fund. In a demonstration or trial it is that fund's own clock, moved by one command. */
export interface Clock {
  /** The present instant for the fund in scope. */
  now(): Promise<Instant>;
}
