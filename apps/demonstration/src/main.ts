// The demonstration that `npm start` runs: twelve funds, one month each through the worker's queue, and the table.
import 'reflect-metadata';
import type { FundView } from '#domain/funds';
import { presets } from '#domain/rules';
import type { Month } from '#domain/kernel';
import { IdentityStore } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import type { Config } from './config';
import { createFunds } from './create-funds';
import { demonstrate } from './demonstration';
import { drawLots } from './draw-lots';
import { type Journal, secondsSince } from './journal';
import { presentMonth } from './people';
import { report } from './report';
import { type MonthRunner, runMonth } from './run-month';

const ZONE = 'Europe/Paris';

async function liveOneMonth(runner: MonthRunner, { password }: Config): Promise<boolean> {
  const { app, journal } = runner;
  const { funds, month } = await timed(journal, 'Douze caisses et leurs membres', () => makeFunds(app, password));
  await timed(journal, `Le mois ${month.toString()} par la file du worker`, () => runMonth(runner, funds, month));
  await timed(journal, 'Les tirages au sort', () => drawLots(runner, funds));
  const balanced = await report(app, journal, { funds, month });
  sayHowToSignIn(journal, password);
  return balanced;
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
  journal.line(`✓ ${what} (${secondsSince(started)})`);
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

void demonstrate(liveOneMonth);
