// The command that says whether the books of every fund balance: one line a fund, and each fault; ends with 1 if any.
import { Client } from 'pg';
import { checkEveryFund } from './books-check';

const { DATABASE_APP_URL } = process.env;

async function main(): Promise<void> {
  if (!DATABASE_APP_URL) throw new Error('DATABASE_APP_URL est nécessaire pour vérifier les comptes');
  const client = new Client({ connectionString: DATABASE_APP_URL });
  await client.connect();
  try {
    for (const { name, checks } of await checkEveryFund(client)) {
      const faults = checks.filter(({ ok }) => !ok);
      const words = faults.length === 0 ? 'comptes justes' : `${faults.length} contrôle(s) en défaut`;
      process.stdout.write(`${name.padEnd(48)} ${checks.length} contrôles  ${words}\n`);
      for (const { checkName, detail } of faults) process.stdout.write(`    ${checkName}: ${detail}\n`);
      if (faults.length > 0) process.exitCode = 1;
    }
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
