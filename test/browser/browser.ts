// A real browser: Debian's Chromium, driven over its own protocol, looking at the real api.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { findChromium } from '../support/dev-scripts';

/** How somebody looks at a page. */
export interface Look {
  readonly width: 1280 | 390 | 320;
  readonly theme: 'light' | 'dark';
  readonly language: 'fr' | 'en';
  readonly script?: boolean;
}

/** On a desk, by day, in French. */
export const DESK: Look = { width: 1280, theme: 'light', language: 'fr' };

const HEIGHTS = { 1280: 900, 390: 844, 320: 640 } as const;
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Starts a browser. */
export async function openBrowser(): Promise<Browser> {
  const program = await findChromium();
  return chromium.launch({
    executablePath: program.path,
    ...(Object.keys(program.environment).length > 0 ? { env: program.environment } : {}),
    // Where tests run as root there is no sandbox to be had; they open pages of ours only.
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

/** Has the application listen on a free port. @returns its address */
export async function listening(app: NestFastifyApplication): Promise<string> {
  await app.listen(0, '127.0.0.1');
  return (await app.getUrl()).replace(/\/$/, '');
}

/** A page with what went wrong on it: errors of its scripts, and what its policy forbade. */
export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}

/** Opens an empty page as somebody would look at it. */
export async function openPage(browser: Browser, look: Look): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: HEIGHTS[look.width] },
    colorScheme: look.theme,
    locale: look.language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    javaScriptEnabled: look.script ?? true,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(AXE);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, context, complaints };
}

/** By how many pixels a page is wider than its window: 0, or one has to scroll sideways. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
