// How long the random walk goes on, and from which seed: a small one by itself, minutes of it by `npm run test:soak`.

const given = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

/** Minutes, and calls where the minutes are 0; clients at once; what the clients' intentions follow from. */
export const SOAK = {
  minutes: given('SOAK_MINUTES', 0),
  calls: given('SOAK_CALLS', 800),
  clients: given('SOAK_CLIENTS', 12),
  seed: given('SOAK_SEED', 20_261_122),
} as const;
