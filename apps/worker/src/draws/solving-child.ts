// The process that does the sums of one draw: it is told the task, says now and then how far it is, answers, and ends.
import { answerOf } from '#domain/draws';
import { RuleBroken } from '#domain/kernel';
import { loadHighs } from '#domain/sortition';
import type { Said, Told } from './solving-words';

const NEWS_EVERY_MS = 500;
const parent = process.ppid;

process.once('message', (told: Told) => {
  solve(told).then(
    (said) => {
      say(said, () => process.exit(0));
    },
    (error: unknown) => {
      say(failureOf(error), () => process.exit(0));
    },
  );
});

async function solve({ task }: Told): Promise<Said> {
  const solver = await loadHighs();
  let last = performance.now();
  const answer = answerOf(task, solver, (done, total) => {
    // Nobody waits for the answer of an orphan: its worker was killed, and another one has begun again.
    if (process.ppid !== parent) process.exit(1);
    if (performance.now() - last < NEWS_EVERY_MS) return;
    last = performance.now();
    say({ kind: 'progress', done, total });
  });
  return { kind: 'answer', answer };
}

function failureOf(error: unknown): Said {
  if (error instanceof RuleBroken) return { kind: 'refused', code: error.code, facts: error.facts };
  return { kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function say(said: Said, then: () => void = () => undefined): void {
  process.send?.(said, then);
}
