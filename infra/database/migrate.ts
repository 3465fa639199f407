// The command that a deployment and `npm start` run before anything else.
import { migrate } from './migrations';

const { DATABASE_URL, DATABASE_ROLE_PASSWORD } = process.env;

async function main(): Promise<void> {
  if (!DATABASE_URL || !DATABASE_ROLE_PASSWORD) {
    throw new Error('DATABASE_URL et DATABASE_ROLE_PASSWORD sont nécessaires pour migrer la base');
  }
  const applied = await migrate({ databaseUrl: DATABASE_URL, rolePassword: DATABASE_ROLE_PASSWORD });
  process.stdout.write(applied.length === 0 ? 'base à jour\n' : `${applied.length} migration(s) appliquée(s)\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n${String((error as Error).cause ?? '')}\n`);
  process.exitCode = 1;
});
