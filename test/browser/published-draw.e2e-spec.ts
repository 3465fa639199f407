import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Browser } from 'playwright-core';
import { buildApplication } from '../../apps/api/src/application';
import { settings } from '../api/front-door';
import { buildWeb } from '../support/dev-scripts';
import { DrawsStory } from '../support/draws-story';
import { Rooms } from '../support/rooms';
import { DESK, listening, openBrowser, openPage } from './browser';

let browser: Browser;
let rooms: Rooms;
let app: NestFastifyApplication;
let address: string;
let receipt: string;
const story = new DrawsStory(() => rooms);

beforeAll(async () => {
  await buildWeb();
  [browser, rooms] = await Promise.all([openBrowser(), Rooms.open()]);
  const fund = await rooms.fund({ preset: 'dieulefit', slug: 'dieulefit' });
  await fund.morning('2026-11-22');
  await story.charter(fund);
  for (let count = 0; count < 9; count += 1) receipt = await story.volunteer(fund);
  const drawId = await story.prepare(fund);
  await story.solved(fund, drawId);
  await story.hold(drawId, { by: await fund.somebody('coordinator'), signer: await fund.somebody('treasurer') });
  await story.end(fund, drawId);
  // Another fund stands for a draw of its own meanwhile; nothing of it is seen.
  await rooms.bystander({ preset: 'lavoir', slug: 'lavoir' });
  app = await buildApplication({ config: settings(rooms.database), wall: () => rooms.clock.now });
  address = await listening(app);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  await rooms.close();
});

it('a draw that the fund held and published is verified from its address, with one’s own line', async () => {
  const { page, complaints } = await openPage(browser, DESK);
  await page.goto(`${address}/verifier/?record=/api/public/funds/dieulefit/draws/1`);
  await page.locator('#verdict.good').waitFor();
  expect(await page.locator('#verdict').innerText()).toContain('Ce tirage est vérifié');
  expect(await page.locator('#draw .codes').first().locator('li').count()).toBe(4);

  const answer = await fetch(`${address}/api/public/funds/dieulefit/draw-lines/${receipt}`);
  const { lines } = (await answer.json()) as { lines: { code: string; line: object }[] };
  const own = lines[0]!;
  await page
    .locator('#file')
    .setInputFiles({ name: 'ligne.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(own.line)) });
  await page.locator('#code dl').waitFor();
  expect(await page.locator('#verdict').innerText()).toContain('Les 16 contrôles tiennent');
  expect(await page.getByLabel('Votre code').inputValue()).toBe(own.code);
  expect(await page.locator('#code .answer').innerText()).toMatch(/^Votre chance : \d+ listes sur 100, /);
  expect(complaints).toEqual([]);
});

it('a draw that is not there is not taken for one', async () => {
  const { page } = await openPage(browser, DESK);
  await page.goto(`${address}/verifier/?record=/api/public/funds/lavoir/draws/1`);
  await page.getByRole('alert').filter({ hasText: 'n’a pas pu être lu à son adresse' }).waitFor();
});
