// Who is asking: a person who signed in or did not, the worker, or the set-up of a demonstration.

/** Who acts; `id` is the sign-in identity of a person. */
export type Actor =
  | { readonly kind: 'identity'; readonly id: string }
  | { readonly kind: 'worker'; readonly id: null }
  | { readonly kind: 'setup'; readonly id: null }
  | { readonly kind: 'visitor'; readonly id: null };

/** The worker, doing what the calendar or an earlier act asked for. */
export const WORKER: Actor = { kind: 'worker', id: null };

/** The set-up that makes demonstration funds. */
export const SETUP: Actor = { kind: 'setup', id: null };

/** Somebody who has not signed in: who asks to join, by the public form. */
export const VISITOR: Actor = { kind: 'visitor', id: null };
