// The demonstration that `npm start` runs: twelve funds, one month each through the worker's queue, and the table.
import 'reflect-metadata';
import { dataSource } from '#database';
import { type FundView } from '#domain/funds';
import { presets } from '#domain/rules';
import type { Month } from '#domain/kernel';
import { IdentityStore } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from './config';
import { createFunds } from './create-funds';
import { DemonstrationModule } from './demonstration.module';
import { Journal } from './journal';
import { presentMonth } from './people';
import { report } from './report';
import { runMonth } from './run-month';

const ZONE = 'Europe/Paris';

async function main(): Promise<void> {
  const config = readConfig();
  const journal = new Journal(process.stdout);
  const { password } = config;
  const app = await NestFactory.createApplicationContext(DemonstrationModule.with(config), {
    logger: ['error'],
    abortOnError: false,
  });
  const relay = await dataSource({
    url: config.relayUrl,
    connections: 1,
    name: 'tablee-demonstration',
  }).initialize();
  try {
    const { funds, month } = await timed(journal, 'Douze caisses et leurs membres', () => makeFunds(app, password));
    await timed(journal, `Le mois ${month.toString()} par la file du worker`, () =>
      runMonth({ app, relay, journal }, funds, month),
    );
    const balanced = await report(app, journal, { funds, month });
    sayHowToSignIn(journal, password);
    if (!balanced) process.exitCode = 1;
  } finally {
    await relay.destroy();
    await app.close();
  }
}

async function makeFunds(app: INestApplicationContext, password: string): Promise<{ funds: FundView[]; month: Month }> {
  const present = presentMonth(ZONE);
  await app.get(IdentityStore).create({ login: 'plateforme@tablee.demo', password, isPlatform: true });
  const funds = await createFunds(app, present, password);
  return { funds, month: present };
}

async function timed<Result>(journal: Journal, what: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  journal.line(`✓ ${what} (${((performance.now() - started) / 1000).toFixed(1).replace('.', ',')} s)`);
  return result;
}

function sayHowToSignIn(journal: Journal, password: string): void {
  const example = presets()[0]?.key ?? 'dieulefit';
  journal.line('Pour se connecter (POST /api/session, ou depuis la documentation) :');
  journal.line(`  coordination   coordination@${example}.demo   caisse demo-${example}   (de même pour chaque caisse)`);
  journal.line(`  membre         membre@${example}.demo         caisse demo-${example}`);
  journal.line('  plateforme     plateforme@tablee.demo');
  journal.line(`  mot de passe   ${password}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
