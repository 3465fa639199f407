// One admission draw for each fund that admits by lot, and one of the council where a preset tells of one: through the worker,
// from what is prepared to what takes effect. Seeds are given, so that a demonstration replays; a real draw never takes one.
import { DecideApplicationUseCase, ApplicationsQuery, TakeApplicationUseCase } from '#domain/applications';
import { StandForCouncilUseCase, WriteCharterUseCase } from '#domain/council';
import {
  AskForSumsUseCase,
  CommitDrawUseCase,
  DrawsQuery,
  EndDrawUseCase,
  HoldDrawUseCase,
  PrepareDrawUseCase,
  WholeRecordsQuery,
} from '#domain/draws';
import type { FundView } from '#domain/funds';
import { chanceFrom, firstDay, RuleBroken, seedOf, Temporal } from '#domain/kernel';
import { bytesOf, hexOf, sha256 } from '#domain/lotteries';
import { presetByKey } from '#domain/rules';
import { asTenant, FundClock, SETUP, TenantTransaction, tenantId, withSeededIds } from '#tenancy';
import type { Journal } from './journal';
import { inventName } from './people';
import { charterFrom, inventVolunteers } from './practice-volunteers';
import { type MonthRunner, untilIdle } from './run-month';

/** The fund of which a council is drawn. */
const COUNCIL_OF = 'dieulefit';
const WAITING = 12;
const MOST_PLACES = 4;
const PAGE = { after: null, limit: 100 };
const NOTE = 'Données inventées pour la démonstration.';

/** A draw on its way. */
interface UnderWay {
  readonly fund: FundView;
  readonly drawId: string;
}

/** Draws what is to be drawn in the funds, and says what came out. A fund that has drawn before is only told of. */
export async function drawLots(runner: MonthRunner, funds: readonly FundView[]): Promise<void> {
  const { app, journal } = runner;
  const underWay: UnderWay[] = [];
  for (const fund of funds.filter(({ presetKey }) => presetKey !== null)) {
    for (const drawId of await prepared(runner, fund)) underWay.push({ fund, drawId });
  }
  await each(runner, underWay, 'verification', ({ drawId }) =>
    app.get(AskForSumsUseCase).run({ drawId, what: 'check' }),
  );
  await each(runner, underWay, 'engagement', ({ drawId }) =>
    app.get(CommitDrawUseCase).run({ drawId, seed: { source: 'given' } }),
  );
  await each(runner, underWay, 'tirage', async ({ fund, drawId }) => {
    const seed = hexOf(sha256(bytesOf(`démonstration/${fund.slug}/${fund.presetKey ?? ''}`)));
    const publicValue = { source: 'given', seed } as const;
    await app.get(HoldDrawUseCase).run({ drawId, publicValue, note: NOTE });
    await app.get(EndDrawUseCase).run({ drawId, cancelFor: null });
  });
  for (const fund of funds) await tell(runner, fund, journal);
}

/** Does a step of every draw in its fund, and waits for what follows. Ids come from a seed: the same codes every time. */
async function each(
  { app, relay, journal }: MonthRunner,
  draws: readonly UnderWay[],
  step: string,
  work: (draw: UnderWay) => Promise<unknown>,
): Promise<void> {
  for (const draw of draws) await inFund(app, draw.fund, `${step}/${draw.drawId}`, () => work(draw));
  await untilIdle(relay, (left) => {
    journal.progress(`  ${step} : ${left} tâche(s) en file`, false);
  });
  journal.endProgress();
}

/** Works in a fund, with ids that follow from what is done. */
async function inFund<Result>(
  app: MonthRunner['app'],
  fund: FundView,
  what: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'demonstration' }, async () => {
    const now = await app.get(TenantTransaction).read(() => app.get(FundClock).now());
    return withSeededIds({ chance: chanceFrom(seedOf(`${fund.slug}/${what}`)), msecs: Date.parse(now) }, work);
  });
}

/** Has people stand and wait, and prepares the draws of a fund that has none yet. @returns their ids */
function prepared({ app, journal }: MonthRunner, fund: FundView): Promise<string[]> {
  const preset = presetByKey(fund.presetKey ?? '');
  return inFund(app, fund, 'preparation', async () => {
    const before = await app.get(TenantTransaction).read(() => app.get(DrawsQuery).draws(PAGE));
    if (before.length > 0) return [];
    const drawIds: string[] = [];
    const charter = preset.key === COUNCIL_OF ? charterFrom(preset) : null;
    if (charter) {
      await app.get(WriteCharterUseCase).run({ charter, note: NOTE });
      const volunteers = inventVolunteers(charter, chanceFrom(seedOf(`volontaires/${fund.slug}`)));
      for (const [place, form] of volunteers.entries()) {
        await app
          .get(StandForCouncilUseCase)
          .run({ form, formKey: `demonstration-${String(place)}`, cameBy: 'by-hand' });
      }
      drawIds.push(await prepareCouncil(app));
    }
    if (preset.rules.admission.mode.startsWith('lottery')) {
      const drawId = await prepareAdmission(app, fund, journal);
      if (drawId !== null) drawIds.push(drawId);
    }
    return drawIds;
  });
}

const COMMON = { test: false, method: 'leximin', panelCount: 1_000 } as const;

async function prepareCouncil(app: MonthRunner['app']): Promise<string> {
  const now = await app.get(TenantTransaction).read(() => app.get(FundClock).now());
  const month = Temporal.PlainDate.from(now.slice(0, 10)).toPlainYearMonth();
  const termFrom = firstDay(month.add({ months: 1 }));
  const wish = { ...COMMON, kind: 'council', title: 'Conseil local de l’alimentation', termFrom, seats: null } as const;
  return (await app.get(PrepareDrawUseCase).run(wish)).drawId;
}

async function prepareAdmission(app: MonthRunner['app'], { slug }: FundView, journal: Journal): Promise<string | null> {
  const chance = chanceFrom(seedOf(`attente/${slug}`));
  for (let place = 0; place < WAITING; place += 1) await waits(app, inventName(chance), place);
  const tickets = { mode: 'equal', most: null, firstAfterMonths: null } as const;
  const wish = {
    ...COMMON,
    kind: 'admission',
    title: 'Nouveaux comptes du mois',
    most: MOST_PLACES,
    tickets,
    strata: [],
    answerDays: 15,
  } as const;
  try {
    return (await app.get(PrepareDrawUseCase).run(wish)).drawId;
  } catch (error) {
    if (!(error instanceof RuleBroken && error.code === 'admission-no-places')) throw error;
    const { missing } = error.facts;
    const why =
      typeof missing === 'number'
        ? ` : il manque ${(missing / 100).toFixed(2).replace('.', ',')} € par mois pour une place`
        : '';
    journal.line(`  ${slug} : aucune place à tirer ce mois-ci${why}`);
    return null;
  }
}

async function waits(app: MonthRunner['app'], name: string, place: number): Promise<void> {
  const form = {
    ...{ name, commune: null, area: null, incomeBand: null, metOn: null, answers: {} },
    ...{ channel: 'counter' as const, email: null, phone: null, postalAddress: null },
    persons: [{ bornIn: null, sharePercent: 100 }],
  };
  const asked = { form, formKey: `demonstration-${String(place)}`, cameBy: 'by-hand', receivedOn: null } as const;
  const { receipt } = await app.get(TakeApplicationUseCase).run(asked);
  const found = await app.get(TenantTransaction).read(() => app.get(ApplicationsQuery).ofReceipt(receipt));
  const decision = {
    applicationId: found?.applicationId ?? '',
    decision: 'accept',
    reason: NOTE,
    innerNote: null,
  } as const;
  await app.get(DecideApplicationUseCase).run(decision);
}

/** Says what was drawn in a fund, by the fingerprints that anybody may hold its records against. */
async function tell({ app }: MonthRunner, fund: FundView, journal: Journal): Promise<void> {
  await inFund(app, fund, 'bilan', () =>
    app.get(TenantTransaction).read(async () => {
      for (const { drawId, drawNo, title, state } of await app.get(DrawsQuery).onRecord(PAGE)) {
        if (state !== 'drawn' && state !== 'published') continue;
        const { record } = await app.get(WholeRecordsQuery).drawn(drawId);
        const { commitment, draw } = record.fingerprints;
        const chances = record.lottery.chances.map(({ certified }) => certified);
        const percent = (chance: number): string => `${(chance * 100).toFixed(1).replace('.', ',')} %`;
        journal.line(
          `  ${fund.slug} · tirage n° ${String(drawNo)}, ${title} : ${String(record.draw.panel.length)} tirés parmi ${String(chances.length)}, ` +
            `chances de ${percent(Math.min(...chances))} à ${percent(Math.max(...chances))}`,
        );
        journal.line(`    engagement ${commitment}`);
        journal.line(`    tirage     ${draw}   GET /api/public/funds/${fund.slug}/draws/${String(drawNo)}`);
      }
    }),
  );
}
