// The command that writes the committed contract, from the root of the repository: node dist/apps/api/src/write-openapi.js
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApplication } from './application';
import { openApiText } from './http/openapi';

async function main(): Promise<void> {
  writeFileSync(join(process.cwd(), 'apps', 'api', 'openapi.json'), openApiText(await describeApplication()));
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
