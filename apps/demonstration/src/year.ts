// The demonstration that `npm run demo:year` runs: twelve funds, twelve months each through the worker's queue, with
// people who come, go, pause and fall behind, payers and synthetic purchases; the books are checked every month.
import 'reflect-metadata';
import { dataSource } from '#database';
import type { FundView } from '#domain/funds';
import { monthOf } from '#domain/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from './config';
import { createFunds } from './create-funds';
import { DemonstrationModule } from './demonstration.module';
import { Journal } from './journal';
import { type LivedMonth, liveMonth, type YearRunner } from './live-month';
import { addPayers } from './practice-payers';
import { reportYear } from './year-report';

/** Always the same year, whatever the day: two runs end in the same table. */
const FIRST = monthOf('2026-01');
const MONTHS = 12;

async function main(): Promise<void> {
  const config = readConfig();
  const journal = new Journal(process.stdout);
  const app = await NestFactory.createApplicationContext(DemonstrationModule.with(config), {
    logger: ['error'],
    abortOnError: false,
  });
  const relay = await dataSource({ url: config.relayUrl, connections: 1, name: 'tablee-demonstration' }).initialize();
  try {
    const funds = await makeFunds(app, journal, config.password);
    const lived = await liveYear({ app, relay, journal }, funds);
    if (!reportYear(journal, funds, lived)) process.exitCode = 1;
  } finally {
    await relay.destroy();
    await app.close();
  }
}

async function makeFunds(app: INestApplicationContext, journal: Journal, password: string): Promise<FundView[]> {
  const started = performance.now();
  const funds = await createFunds(app, FIRST, password);
  for (const fund of funds) await addPayers(app, fund, FIRST.add({ months: 1 })); // the first has begun
  journal.line(`✓ ${funds.length} caisses, leurs membres et leurs tiers payeurs (${secondsSince(started)})`);
  return funds;
}

async function liveYear(runner: YearRunner, funds: readonly FundView[]): Promise<LivedMonth[]> {
  const lived: LivedMonth[] = [];
  for (let index = 0; index < MONTHS; index += 1) {
    const started = performance.now();
    const month = FIRST.add({ months: index });
    const ends = await liveMonth(runner, funds, month);
    lived.push(...ends);
    const right = ends.every(({ faults }) => faults.length === 0);
    runner.journal.line(
      `${right ? '✓' : '✗'} ${month.toString()}  comptes ${right ? 'justes' : 'FAUX'} (${secondsSince(started)})`,
    );
  }
  return lived;
}

const secondsSince = (started: number): string =>
  `${((performance.now() - started) / 1000).toFixed(1).replace('.', ',')} s`;

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
