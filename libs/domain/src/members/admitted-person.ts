// A person as they come into the fund: what is asked, and what is filled in for them.
import type { Month } from '../kernel/calendar';

/** A person as they are admitted; what a fund does not need is left out. */
export interface NewPerson {
  readonly name: string;
  readonly bornIn: Month | null;
  readonly sharePercent: number;
  readonly channel: 'letter' | 'voice' | 'sms' | 'email' | 'counter';
  readonly email: string | null;
  readonly phone: string | null;
}

/** A person as described on admission; everything but the name may be left out. */
export interface PersonToAdmit {
  readonly name: string;
  readonly bornIn: Month | null;
  readonly sharePercent?: number | undefined;
  readonly channel?: NewPerson['channel'] | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

/** A person with what was left out filled in: reached at the counter, their whole share here. */
export function personAdmitted(person: PersonToAdmit): NewPerson {
  return {
    name: person.name,
    bornIn: person.bornIn,
    sharePercent: person.sharePercent ?? 100,
    channel: person.channel ?? 'counter',
    email: person.email ?? null,
    phone: person.phone ?? null,
  };
}
