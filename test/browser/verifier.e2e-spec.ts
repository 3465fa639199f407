import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { actOfTest, copyOf, refingerprint } from '../../libs/domain/src/lotteries/draw-of-test.spec-support';
import { ownLine } from '../../libs/domain/src/lotteries/draw-record';
import { sealedTamperings, tamperings } from '../../libs/domain/src/lotteries/tamperings.spec-support';
import { type FrontDoor, openFrontDoor } from '../api/front-door';
import { buildWeb } from '../support/dev-scripts';
import { violations } from './axe';
import { DESK, listening, type Look, openBrowser, openPage, overflow, type Watched } from './browser';
import { largeDraw } from './large-draw';

let browser: Browser;
let door: FrontDoor;
let address: string;

beforeAll(async () => {
  await buildWeb();
  [browser, door] = await Promise.all([openBrowser(), openFrontDoor()]);
  address = `${await listening(door.app)}/verifier/`;
}, 120_000);
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(async () => {
  await browser.close();
  await door.close();
});

const { record, sealed } = actOfTest();
const large = largeDraw();
const file = (name: string, content: unknown): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});
const registre = (content: unknown = record) => file('registre.json', content);

async function open(look: Partial<Look> = {}, query = ''): Promise<Watched> {
  const watched = await openPage(browser, { ...DESK, ...look });
  await watched.page.goto(address + query);
  return watched;
}

/** Gives files to the page, and waits for its verdict. */
async function give(page: Page, ...files: ReturnType<typeof file>[]): Promise<void> {
  await page.evaluate("document.getElementById('verdict')?.remove()"); // of the files before
  await page.locator('#file').setInputFiles(files);
  await page.locator('#verdict').waitFor();
}

const verdict = (page: Page): Promise<string> => page.locator('#verdict').innerText();

describe('a record that is true', () => {
  it('is verified in the browser, with nothing sent to anybody', async () => {
    const { page, context, complaints } = await open();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await context.setOffline(true);
    await give(page, registre());
    expect(await verdict(page)).toMatch(/Ce tirage est vérifié\s+Les 14 contrôles tiennent/);
    expect(await page.locator('.checks > li.good').count()).toBe(14);
    expect(await page.locator('.checks > li.bad').count()).toBe(0);
    expect(await page.locator('#draw .codes').first().locator('li').allInnerTexts()).toEqual(record.draw.panel);
    expect([asked, complaints]).toEqual([[], []]);
  });

  it('of a town takes no longer than a moment: 240 people, 1 000 lists, drand', async () => {
    const { page } = await open();
    const took: number[] = [];
    for (const files of [[registre(large.record)], [registre(large.record), file('scelle.json', large.sealed)]]) {
      const started = performance.now();
      await give(page, ...files);
      took.push(performance.now() - started);
      expect(await verdict(page)).toContain('Ce tirage est vérifié');
    }
    expect(await page.locator('.checks').innerText()).toContain('Aucun tirage plus juste n’existe');
    process.stderr.write(
      `verified in the browser: public ${String(took[0])} ms, with the sealed ${String(took[1])} ms\n`,
    );
  });

  it('tells each their own chance: by their code, and by their line', async () => {
    const { page } = await open();
    const { code } = large.own.line;
    await give(page, registre(large.record));
    const input = page.getByLabel('Votre code');
    await input.fill(code.toLowerCase().replace('-', ' '));
    await input.press('Enter');
    expect(await page.locator('#code .answer').innerText()).toMatch(
      /^Votre chance : (8|9)\d listes sur 1\s000, soit [89],\d chances sur 100\.\s+Ce code n’a pas été tiré ; il est 1er dans la réserve\.$/,
    );
    await input.fill('ZZZZ-ZZZZ');
    await input.press('Enter');
    expect(await page.locator('#code .answer').innerText()).toContain('n’est pas dans ce registre');
    const second = await open();
    await give(second.page, registre(large.record), file('ma-ligne.json', large.own));
    expect(await verdict(second.page)).toContain('Les 16 contrôles tiennent');
    expect(await second.page.locator('#code').innerText()).toContain('genre : ');
    expect(await second.page.locator('#code .answer').innerText()).toContain('1er dans la réserve');
  });

  it('is fetched from an address of this site, and from no other', async () => {
    const { page, context } = await openPage(browser, DESK);
    await context.route(
      ({ pathname }) => pathname === '/api/tirages/registre.json',
      (route) => route.fulfill({ json: { drawNo: 3, state: 'published', record } }),
    );
    await page.goto(`${address}?record=/api/tirages/registre.json`);
    await page.locator('#verdict.good').waitFor();
    const strange: string[] = [];
    page.on('request', (request) => strange.push(request.url()));
    await page.goto(`${address}?record=https://ailleurs.example/registre.json`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('qui ne lit rien ailleurs');
    await context.route(
      ({ pathname }) => pathname === '/api/public/funds/flers/draws/3',
      (route) => route.fulfill({ json: { drawNo: 3, state: 'committed', record: null } }),
    );
    await page.goto(`${address}?record=/api/public/funds/flers/draws/3`);
    await page.getByRole('alert').filter({ hasText: 'n’est pas encore publié' }).waitFor();
    expect(strange.filter((url) => url.includes('ailleurs.example') && !url.startsWith(address))).toEqual([]);
  });

  it('is the one that was put up, or it is not: by the fingerprint that somebody kept', async () => {
    const { page } = await open();
    await give(page, registre());
    const input = page.getByLabel('L’empreinte que vous avez gardée');
    for (const [kept, words] of [
      [` ${record.fingerprints.commitment.toUpperCase()} `, 'est celle de ce registre'],
      ['ab'.repeat(32), 'ce registre n’est pas celui qui avait été publié'],
      ['', 'Écrivez l’empreinte'],
    ] as const) {
      await input.fill(kept);
      await input.press('Enter');
      expect(await page.locator('#kept .answer').innerText()).toContain(words);
    }
  });

  it('that is a rehearsal is called one', async () => {
    const { page } = await open();
    await give(page, registre(actOfTest(undefined, { test: true }).record));
    expect(await verdict(page)).toContain('Cette répétition est vérifiée');
    expect(await page.locator('#limits').innerText()).toContain('elle ne désigne personne');
  });
});

describe('a record that was tampered with', () => {
  it('is refused in French, and the page says where it breaks', async () => {
    const { page } = await open();
    for (const { what, change, where, careful } of tamperings()) {
      const forged = copyOf(record);
      change(forged, copyOf(sealed));
      if (careful) refingerprint(forged);
      await give(page, registre(forged));
      const said = await verdict(page);
      expect([what, said]).toEqual([what, expect.stringContaining('Ce registre ne tient pas')]);
      expect([what, said]).toEqual([what, expect.stringContaining(where)]);
      // What does not hold is not told as a draw.
      expect(await page.locator('#draw, #code').count()).toBe(0);
    }
  });

  it('is refused in English, in English', async () => {
    const other = await open({ language: 'en' });
    await give(other.page, registre(large.record), file('my-line.json', large.own));
    expect(await other.page.locator('#limits').innerText()).toContain('Round 1000 of drand came out on');
    expect(await other.page.locator('[lang=fr]:not(#language)').allInnerTexts()).toEqual([]);
    const { page } = await open({ language: 'en' });
    for (const { what, change, careful } of [...tamperings(), ...sealedTamperings()]) {
      const [forged, closed] = [copyOf(record), copyOf(sealed)];
      change(forged, closed);
      if (careful) refingerprint(forged);
      await give(page, registre(forged), file('sealed.json', closed));
      expect([what, await verdict(page)]).toEqual([what, expect.stringContaining('This record does not hold')]);
      expect([what, await page.locator('[lang=fr]:not(#language)').allInnerTexts()]).toEqual([what, []]);
    }
  });

  it('by the sealed record is refused too', async () => {
    const { page } = await open();
    for (const { what, change, where, careful } of sealedTamperings()) {
      const [forged, closed] = [copyOf(record), copyOf(sealed)];
      change(forged, closed);
      if (careful) refingerprint(forged);
      await give(page, registre(forged), file('scelle.json', closed));
      expect([what, await verdict(page)]).toEqual([what, expect.stringContaining(where)]);
    }
  });

  it('is noticed by whoever holds their own line', async () => {
    const { page } = await open();
    const own = copyOf(ownLine(sealed, 'f0')!);
    own.line.tickets = 2;
    await give(page, registre(), file('ma-ligne.json', own));
    expect(await verdict(page)).toContain('la ligne de f0 n’est pas celle qui a été figée');
  });
});

describe('a file that is something else', () => {
  it('is named, with what to do', async () => {
    const { page } = await open();
    for (const [name, content, words] of [
      ['coupe.json', '{"format":"tablee-tirage/1","com', 'n’est pas lisible comme JSON'],
      ['autre.json', '{"format":"autre"}', 'n’est ni un registre de tirage ni une ligne'],
      ['vide.json', '', 'n’est pas lisible comme JSON'],
      ['liste.json', '[1,2]', 'n’est ni un registre de tirage ni une ligne'],
    ] as const) {
      await page.locator('#file').setInputFiles([file(name, content)]);
      await page
        .getByRole('alert')
        .filter({ hasText: `« ${name} » ${words}` })
        .waitFor();
    }
  });

  it('and a line alone waits for its record', async () => {
    const { page } = await open();
    await page.locator('#file').setInputFiles([file('ma-ligne.json', ownLine(sealed, 'f0'))]);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('Il manque le registre public');
    await give(page, registre());
    expect(await verdict(page)).toContain('Les 16 contrôles tiennent');
  });
});

describe('for everybody', () => {
  const forged = copyOf(record);
  forged.draw.number = (forged.draw.number + 1) % 1000;

  it.each([1280, 390] as const)('axe finds nothing by day or night, in French or English, at %i px', async (width) => {
    const { page, complaints } = await open({ width });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const looked = async (state: string): Promise<void> => {
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        for (const _language of ['fr', 'en']) {
          expect([state, theme, await violations(page), await overflow(page)]).toEqual([state, theme, [], 0]);
          await page.locator('#language').click();
        }
      }
    };
    await looked('empty');
    await give(page, registre(forged));
    await looked('tampered');
    await give(page, registre(), file('ma-ligne.json', ownLine(sealed, 'f0')), file('scelle.json', sealed));
    for (const summary of await page.locator('summary').all()) await summary.click();
    await looked('verified');
    expect(complaints).toEqual([]);
  });

  it('nothing is wider than a small phone', async () => {
    const { page } = await open({ width: 320 });
    expect(await overflow(page)).toBe(0);
    await give(page, registre(forged));
    expect(await overflow(page)).toBe(0);
    const name = `${'registre-public-du-conseil'.repeat(4)}.json`;
    await give(page, file(name, large.record), file('ligne.json', large.own));
    await page.locator('summary').first().click();
    await page.locator('summary').last().click();
    expect(await overflow(page)).toBe(0);
  });

  it('the keyboard does everything, and what is found is read out first', async () => {
    const { page } = await open();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.className');
    const stops: string[] = [];
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['skip', 'language', 'file']);
    await give(page, registre());
    expect(await focused()).toBe('verdict-title');
    await page.locator('#language').focus();
    await page.keyboard.press('Enter');
    expect(await verdict(page)).toContain('This draw is verified');
    expect(await focused()).toBe('language');
    await page.getByRole('button', { name: 'Remove registre.json' }).press('Enter');
    await page.locator('#verdict').waitFor({ state: 'detached' });
    expect(await focused()).toBe('file');
  });

  it('without JavaScript the page says what to do', async () => {
    const { page } = await open({ script: false });
    const text = await page.locator('body').innerText();
    expect(text).toContain('npm run -s draw -- verify registre.json');
    expect(text).toContain('Allow JavaScript');
  });
});
