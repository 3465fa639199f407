// The demonstration that `npm run demo:year` runs: twelve funds, twelve months each through the worker's queue, with
// people who come, go, pause and fall behind, payers and synthetic purchases; the books are checked every month.
import 'reflect-metadata';
import type { FundView } from '#domain/funds';
import { monthOf } from '#domain/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import type { Config } from './config';
import { createFunds } from './create-funds';
import { demonstrate } from './demonstration';
import { type Journal, secondsSince } from './journal';
import { type LivedMonth, liveMonth } from './live-month';
import { addPayers } from './practice-payers';
import type { MonthRunner } from './run-month';
import { reportYear } from './year-report';

/** Always the same year, whatever the day: two runs end in the same table. */
const FIRST = monthOf('2026-01');
const MONTHS = 12;

async function liveOneYear(runner: MonthRunner, { password }: Config): Promise<boolean> {
  const { app, journal } = runner;
  const funds = await makeFunds(app, journal, password);
  return reportYear(journal, funds, await liveYear(runner, funds));
}

async function makeFunds(app: INestApplicationContext, journal: Journal, password: string): Promise<FundView[]> {
  const started = performance.now();
  const funds = await createFunds(app, FIRST, password);
  for (const fund of funds) await addPayers(app, fund, FIRST.add({ months: 1 })); // the first has begun
  journal.line(`✓ ${funds.length} caisses, leurs membres et leurs tiers payeurs (${secondsSince(started)})`);
  return funds;
}

async function liveYear(runner: MonthRunner, funds: readonly FundView[]): Promise<LivedMonth[]> {
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

void demonstrate(liveOneYear);
