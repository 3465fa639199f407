// The command that writes the committed contract: node dist/apps/api/src/write-openapi.js
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApplication } from './application';
import { readConfig } from './config';
import { openApi, openApiText } from './http/openapi';

async function main(): Promise<void> {
  const app = await buildApplication({ config: { ...readConfig(), logLevel: 'silent' } });
  writeFileSync(join(process.cwd(), 'apps', 'api', 'openapi.json'), openApiText(openApi(app)));
  await app.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
});
