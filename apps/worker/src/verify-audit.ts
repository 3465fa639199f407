// The command that says whether the record of acts is as it was sealed: a line a fund, each fault; ends with 1 if any.
import 'reflect-metadata';
import { asked, verifyAudit } from './audit-verification';
import { databaseToVerify } from './config';

async function main(): Promise<void> {
  const { lines, sound } = await verifyAudit(databaseToVerify(), asked(process.argv.slice(2)));
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (!sound) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
