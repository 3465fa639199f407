// Who is asking: a person who signed in, the worker, or the set-up of a demonstration.

/** Who acts; `id` is the sign-in identity of a person. */
export type Actor =
  | { readonly kind: 'identity'; readonly id: string }
  | { readonly kind: 'worker'; readonly id: null }
  | { readonly kind: 'setup'; readonly id: null };

/** The worker, doing what the calendar or an earlier act asked for. */
export const WORKER: Actor = { kind: 'worker', id: null };

/** The set-up that makes demonstration funds. */
export const SETUP: Actor = { kind: 'setup', id: null };
