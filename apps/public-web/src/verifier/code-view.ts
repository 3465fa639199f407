// One's own chance: by the code alone, or by one's own line with what was frozen of oneself.
import { classOfRow, type OwnLine, type PublicRecord } from '../../../../libs/domain/src/lotteries/browser';
import { element, section } from './element';
import { questionForm } from './question-form';
import { type CodeStory, storyOf } from './own-code';
import type { Texts } from './texts-fr';

/** The code that was typed, who remembers it, and the language. */
interface Asked {
  readonly texts: Texts;
  readonly code: string;
  readonly typed: (code: string) => void;
}

/** The part that answers "and I?". @param own the content of one's own line, already verified; undefined when not given */
export function codeView({ texts, code, typed }: Asked, record: PublicRecord, own: unknown): HTMLElement {
  const line = own === undefined ? null : (own as OwnLine).line;
  const answer = element('div', { class: 'answer', role: 'status' });
  const say = (value: string): void => {
    typed(value);
    answer.replaceChildren(...answerTo(texts, record, value));
  };
  const first = code !== '' ? code : (line?.code ?? '');
  if (first !== '') answer.replaceChildren(...answerTo(texts, record, first));
  return section(
    'code',
    texts.code.title,
    questionForm('own-code', texts.code, first, say),
    answer,
    line === null ? null : frozenLine(texts, line),
  );
}

function answerTo(texts: Texts, record: PublicRecord, typed: string): HTMLElement[] {
  if (typed.trim() === '') return [element('p', {}, texts.code.empty)];
  const story = storyOf(record, typed);
  if (story === null) return [element('p', {}, texts.code.unknown(typed.trim()))];
  return [
    element('p', { class: 'chance' }, texts.code.chance(story.listed, story.panels)),
    element('p', {}, whatCame(texts, story)),
  ];
}

function whatCame(texts: Texts, { drawn, reserve }: CodeStory): string {
  if (drawn) return texts.code.drawn;
  return reserve === null ? texts.code.neither : texts.code.reserve(reserve);
}

function frozenLine(texts: Texts, line: OwnLine['line']): HTMLElement {
  const counted = Object.entries(line.counts).map(([key, amount]) => {
    const found = classOfRow(key);
    const name = found === null ? rowName(texts, key) : `${found.criterion} : ${found.name}`;
    return amount === 1 ? name : `${name} (${texts.count(amount)})`;
  });
  return element(
    'div',
    {},
    element('h3', {}, texts.code.line),
    element(
      'dl',
      {},
      ...[
        [texts.code.tickets, texts.count(line.tickets)],
        [texts.code.household, line.household ?? texts.code.alone],
        [texts.code.counts, counted.join(' · ')],
      ].map(([head = '', value = '']) => element('div', {}, element('dt', {}, head), element('dd', {}, value))),
    ),
  );
}

/** A row that counts no class, in words where it is one that every draw may have. */
function rowName(texts: Texts, key: string): string {
  return Object.hasOwn(texts.code.rows, key) ? texts.code.rows[key as keyof Texts['code']['rows']] : key;
}
