// The page of the verifier: what it was given, what it found, and in which language it says so.
import { element } from './element';
import { type Files, verified, type Verified } from './verification';
import { filesView } from './files-view';
import { type GivenFile, readAddress, readGiven, type RefusedFile } from './files';
import type { Language } from './check-words';
import { resultView } from './result-view';
import { ENGLISH } from './texts-en';
import { FRENCH, type Texts } from './texts-fr';

/** What the page holds; nothing of it leaves the browser. */
interface State {
  language: Language;
  files: Partial<Record<GivenFile['kind'], GivenFile>>;
  refused: RefusedFile[];
  result: Verified | null;
  code: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = { fr: FRENCH, en: ENGLISH };

/** Starts the page in an element; `?record=` names a public record of this site, `?lang=en` the language. */
export function startVerifier(place: HTMLElement): void {
  const asked = new URLSearchParams(location.search);
  const page = new VerifierPage(place, languageOf(asked.get('lang')));
  page.show();
  const address = asked.get('record');
  if (address !== null) void page.take([readAddress(address)]);
}

function languageOf(asked: string | null): Language {
  if (asked === 'fr' || asked === 'en') return asked;
  const first = navigator.languages.find((language) => /^(fr|en)\b/.test(language));
  return first?.startsWith('en') ? 'en' : 'fr';
}

class VerifierPage {
  private readonly state: State;

  constructor(
    private readonly place: HTMLElement,
    language: Language,
  ) {
    this.state = { language, files: {}, refused: [], result: null, code: '' };
    for (const event of ['dragover', 'drop'] as const) {
      document.addEventListener(event, (moved) => {
        // A file dropped beside the frame must not replace the page.
        moved.preventDefault();
        if (event === 'drop') void this.take([...(moved.dataTransfer?.files ?? [])].map(readGiven));
      });
    }
  }

  /** Shows the page anew, from what it holds. */
  show(): void {
    const texts = TEXTS[this.state.language];
    document.documentElement.lang = this.state.language;
    document.title = texts.documentTitle;
    const { result } = this.state;
    this.place.replaceChildren(
      this.head(texts),
      element(
        'main',
        { class: 'page', id: 'content' },
        element('h1', {}, texts.title),
        element('p', { class: 'lead' }, texts.lead),
        element('p', { class: 'privacy' }, texts.privacy),
        ...(isOldBrowser()
          ? [element('p', { class: 'notice', role: 'alert' }, texts.tooOld)]
          : [
              filesView(texts, this.state, {
                take: (files) => void this.take(files.map(readGiven)),
                remove: (kind) => void this.remove(kind),
              }),
              element('div', { id: 'result', 'aria-live': 'polite' }),
            ]),
      ),
      this.foot(texts),
    );
    if (result !== null) this.showResult(result);
  }

  /** Takes files in: each in the place of its kind. */
  async take(reading: readonly Promise<GivenFile | RefusedFile>[]): Promise<void> {
    const read = await Promise.all(reading);
    this.state.refused = read.filter((file) => 'refused' in file);
    for (const file of read) if ('kind' in file) this.state.files[file.kind] = file;
    await this.verify();
  }

  private async remove(kind: GivenFile['kind']): Promise<void> {
    this.state.files = Object.fromEntries(Object.entries(this.state.files).filter(([key]) => key !== kind));
    this.state.refused = [];
    await this.verify();
    document.getElementById('file')?.focus();
  }

  private async verify(): Promise<void> {
    const { public: record, sealed, own } = this.state.files;
    this.state.result = null;
    this.show();
    if (record === undefined) return;
    const place = document.getElementById('result');
    place?.replaceChildren(element('p', { class: 'working' }, TEXTS[this.state.language].verdict.working));
    await painted();
    const files: Files = { public: record, sealed, own };
    this.state.result = verified(files);
    this.show();
    document.getElementById('verdict-title')?.focus();
  }

  private showResult(result: Verified): void {
    const { language, files, code } = this.state;
    const place = document.getElementById('result');
    place?.replaceChildren(
      ...resultView({
        texts: TEXTS[language],
        language,
        result,
        own: files.own?.content,
        code,
        typed: (typed) => (this.state.code = typed),
      }),
    );
  }

  private head(texts: Texts): HTMLElement {
    const other = this.state.language === 'fr' ? 'en' : 'fr';
    const change = element(
      'button',
      { type: 'button', class: 'quiet', id: 'language', lang: other },
      texts.otherLanguage,
    );
    change.addEventListener('click', () => {
      this.state.language = other;
      this.show();
      document.getElementById('language')?.focus();
    });
    return element(
      'header',
      { class: 'top' },
      element('a', { class: 'skip', href: '#files-title' }, texts.skip),
      element('span', { class: 'brand', translate: 'no' }, 'Tablée'),
      change,
    );
  }

  private foot(texts: Texts): HTMLElement {
    return element(
      'footer',
      { class: 'foot' },
      element('p', {}, texts.footer.other),
      element('p', {}, element('code', {}, 'npm run -s draw -- verify registre.json')),
    );
  }
}

/** Whether this browser lacks what the sum needs (they have it since 2024). */
function isOldBrowser(): boolean {
  return !('groupBy' in Map);
}

/** Until what was shown is on the screen: the sum that follows holds the page up for a moment. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', () => resolve());
    channel.port1.start();
    requestAnimationFrame(() => channel.port2.postMessage(null));
  });
}
