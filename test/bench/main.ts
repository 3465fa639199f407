// `npm run bench`: every figure a ratio from one alternated run. --only NAME, --quick, --long.
import { parseArgs } from 'node:util';
import type { Effort, Figure } from './bench';
import { BenchServer } from './bench-server';
import { benches } from './benches';
import { jsonLine, table } from './report';

const OPTIONS = {
  only: { type: 'string', multiple: true },
  quick: { type: 'boolean' },
  long: { type: 'boolean' },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const quick = values.quick === true;
  const effort: Effort = {
    rounds: quick ? 3 : 7,
    milliseconds: quick ? 300 : 1_000,
    long: values.long === true,
    quick,
  };
  const chosen = benches.filter(({ name }) => values.only?.some((part) => name.startsWith(part)) ?? true);
  if (chosen.length === 0)
    throw new Error(`aucune mesure de ce nom ; il y a : ${benches.map(({ name }) => name).join(', ')}`);
  const figures: Figure[] = [];
  await BenchServer.sweep();
  for (const bench of chosen) {
    process.stderr.write(`${bench.name} contre ${bench.against}…\n`);
    const server = new BenchServer();
    stopWith(server);
    try {
      const measured = await bench.run(server, effort);
      figures.push(...measured);
      for (const figure of measured) process.stdout.write(`${jsonLine(figure)}\n`);
    } catch (error) {
      complain(error); // one that fails does not take the others with it
    } finally {
      await server.end();
    }
  }
  process.stdout.write(`\n${table(figures)}\n`);
}

let running: BenchServer | null = null;

// Stopped half way, a bench takes its databases with it; what breaks under it then is no news.
function stopWith(server: BenchServer): void {
  if (!running) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.on('uncaughtException', () => undefined);
        void running?.abandon().finally(() => process.exit(130));
      });
    }
  }
  running = server;
}

main().catch(complain);

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
