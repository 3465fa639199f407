// Passwords: argon2id with the least parameters that OWASP's password storage sheet allows, two at a time.
import { hash, verify } from '@node-rs/argon2';

const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const SHORTEST = 12;
const LONGEST = 256;

/** The hash of a password that nobody has: an unknown login takes the same time as a known one. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$Ydj+qXpc6dupjYU0JIao1g$TkH+8Sv14zGhbQyyC6RrCs8s9Q54NNdJUwyd9rr/i24';

let running = 0;
const waiting: (() => void)[] = [];

/** Hashes a password. @throws RangeError when it has fewer than 12 or more than 256 characters */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST || password.length > LONGEST) {
    throw new RangeError(`un mot de passe a de ${SHORTEST} à ${LONGEST} caractères`);
  }
  return inTurn(() => hash(password, ARGON2ID));
}

/** Whether a password is the one hashed; without a hash it takes the same time and answers no. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const same = await inTurn(() => verify(hashed ?? NOBODYS, password.slice(0, LONGEST + 1)));
  return same && hashed !== null;
}

// Each takes 19 MB and a core: more than two at once would starve everyone else.
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
