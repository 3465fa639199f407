// What the verification found: the verdict first, where it breaks, then each check with what it proves.
import {
  type Finding,
  type PublicRecord,
  type Verification,
  verifyKept,
} from '../../../../libs/domain/src/lotteries/browser';
import { type Language, nameOfCheck, whatItProves } from './check-words';
import { codeView } from './code-view';
import { drawView } from './draw-view';
import { element, section } from './element';
import { inEnglish } from './english-faults';
import { questionForm } from './question-form';
import type { Texts } from './texts-fr';
import type { Verified } from './verification';

/** What the result is shown from. */
export interface Shown {
  readonly texts: Texts;
  readonly language: Language;
  readonly result: Verified;
  /** The content of one's own line, where it was given. */
  readonly own: unknown;
  /** The code that was typed, and who remembers it. */
  readonly code: string;
  readonly typed: (code: string) => void;
}

/** The result, part by part. A record that does not hold is not told as if it did: then there are only the faults. */
export function resultView(shown: Shown): HTMLElement[] {
  const { texts, language, result, own } = shown;
  const { record } = result;
  return [
    verdict(shown),
    ...(record !== null && result.ok ? [codeView(shown, record, own)] : []),
    section(
      'checks',
      texts.checks.title,
      element('ol', { class: 'checks' }, ...result.findings.map((finding) => check(shown, finding))),
    ),
    ...(result.limits.length > 0 ? [limits(texts, result, language)] : []),
    ...(record !== null && result.ok ? [drawView(texts, record), keptView(shown, record)] : []),
  ];
}

function verdict({ texts, language, result }: Shown): HTMLElement {
  const { ok, findings, record, milliseconds } = result;
  const broken = findings.filter((finding) => !finding.ok);
  const holds = record?.commitment.test === true ? texts.verdict.holdsTest : texts.verdict.holds;
  const print = element('button', { type: 'button', class: 'button plain' }, texts.verdict.print);
  print.addEventListener('click', () => window.print());
  const made = section(
    'verdict',
    ok ? holds : texts.verdict.breaks,
    element(
      'p',
      {},
      `${texts.verdict.counted(findings.length - broken.length, findings.length)} ${texts.verdict.seconds(milliseconds)}`,
    ),
    ok ? null : element('h3', {}, texts.verdict.where),
    ok ? null : element('ul', { class: 'where' }, ...broken.map((finding) => brokenLine(finding, language))),
    ok ? null : element('p', {}, texts.verdict.whatNow),
    element('p', { class: 'acts' }, print),
  );
  made.classList.add('verdict', ok ? 'good' : 'bad');
  return made;
}

function brokenLine(finding: Finding, language: Language): HTMLElement {
  return element(
    'li',
    {},
    element('strong', {}, nameOfCheck(finding, language)),
    element('ul', {}, ...finding.where.map((place) => element('li', {}, said(place, language)))),
  );
}

function check({ texts, language, result }: Shown, finding: Finding): HTMLElement {
  return element(
    'li',
    { class: finding.ok ? 'good' : 'bad' },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, finding.ok ? '✓' : '✗'),
    element(
      'div',
      {},
      element(
        'h3',
        {},
        `${nameOfCheck(finding, language)} `,
        element('span', { class: 'state' }, finding.ok ? texts.checks.ok : texts.checks.broken),
      ),
      element('p', {}, whatItProves(finding, result.record, language)),
    ),
  );
}

function limits(texts: Texts, { limits: sentences }: Verification, language: Language): HTMLElement {
  return section(
    'limits',
    texts.limits.title,
    element('ul', {}, ...sentences.map((sentence) => element('li', {}, said(sentence, language)))),
  );
}

/** Whether it is the record whose fingerprint somebody wrote down before the draw. */
function keptView({ texts, language }: Shown, record: PublicRecord): HTMLElement {
  const answer = element('div', { class: 'answer', role: 'status' });
  const compare = (typed: string): void => {
    const found = verifyKept(record, typed);
    const words = found.ok
      ? [whatItProves(found, record, language)]
      : found.where.map((place) => said(place, language));
    answer.replaceChildren(
      typed.trim() === ''
        ? element('p', {}, texts.kept.empty)
        : element('p', { class: found.ok ? 'good' : 'bad' }, element('strong', { class: 'state' }, ...words)),
    );
  };
  return element('section', { id: 'kept' }, questionForm('kept-fingerprint', texts.kept, '', compare), answer);
}

/** A sentence of the verification in the language of the page; one that has no translation says in which it is. */
function said(french: string, language: Language): HTMLElement {
  const english = language === 'en' ? inEnglish(french) : null;
  const foreign = language === 'en' && english === null;
  return element('span', foreign ? { lang: 'fr' } : {}, english ?? french);
}
