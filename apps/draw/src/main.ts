// The command line of lotteries: answers on standard output, what is wrong on standard error.
import { run } from './commands';

run(process.argv.slice(2)).then(
  ({ out, error, code }) => {
    process.stderr.write(error);
    process.stdout.write(out);
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 4;
  },
);
