// The one command that moves the clocks of demonstration funds: onward to a day, for one fund or all.
import 'reflect-metadata';
import { FundDirectory, type FundView } from '#domain/funds';
import { presets } from '#domain/rules';
import { type Day, dayOf } from '#domain/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { slugOf } from './create-funds';
import { demonstrate } from './demonstration';
import { type MonthRunner, moveClocks, untilIdle } from './run-month';

const USAGE =
  'Usage : npm run clock -- 2026-12-05 [demo-flers]   (le jour où avancer, et la caisse ; sans caisse : toutes)';

async function moveClock({ app, relay, journal }: MonthRunner, [day, slug]: readonly string[]): Promise<boolean> {
  const to = dayAsked(day);
  const funds = await fundsAsked(app, slug);
  const moved = await moveClocks(app, funds, to);
  journal.line(
    `${moved} horloge(s) avancée(s) au ${to.toString()}${moved < funds.length ? ' ; les autres y étaient déjà' : ''}`,
  );
  await untilIdle(relay, (left) => journal.progress(`  ${left} tâche(s) en file`, left === 0));
  journal.endProgress();
  return true;
}

function dayAsked(text: string | undefined): Day {
  try {
    return dayOf(text ?? '');
  } catch {
    throw new Error(USAGE);
  }
}

async function fundsAsked(app: INestApplicationContext, slug: string | undefined): Promise<FundView[]> {
  const directory = app.get(FundDirectory);
  const slugs = slug === undefined ? presets().map(slugOf) : [slug];
  const found = await Promise.all(slugs.map((one) => directory.bySlug(one)));
  const funds = found.filter((fund) => fund !== null);
  if (funds.length === 0) throw new Error(`aucune caisse de démonstration ne porte ce nom.\n${USAGE}`);
  return funds;
}

void demonstrate((runner) => moveClock(runner, process.argv.slice(2)));
