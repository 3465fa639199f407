// Where files are chosen or dropped, and what the page made of them.
import { element, section } from './element';
import type { FileKind, GivenFile, RefusedFile } from './files';
import type { Texts } from './texts-fr';

interface Held {
  readonly files: Partial<Record<FileKind, GivenFile>>;
  readonly refused: readonly RefusedFile[];
}

interface Acts {
  readonly take: (files: readonly File[]) => void;
  readonly remove: (kind: FileKind) => void;
}

const KINDS: readonly FileKind[] = ['public', 'own', 'sealed'];

/** The part of the page that takes files. */
export function filesView(texts: Texts, { files, refused }: Held, acts: Acts): HTMLElement {
  const given = KINDS.map((kind) => files[kind]).filter((file) => file !== undefined);
  return section(
    'files',
    texts.files.title,
    element('p', { id: 'expected' }, texts.files.expected),
    element(
      'ul',
      { class: 'kinds' },
      ...KINDS.map((kind) => {
        const [name, what] = texts.files.kinds[kind];
        return element('li', {}, element('strong', {}, name ?? ''), `, ${what ?? ''}`);
      }),
    ),
    dropPlace(texts, acts),
    given.length > 0 ? givenList(texts, given, acts) : null,
    refused.length > 0 ? refusedList(texts, refused) : null,
    given.length > 0 && files.public === undefined
      ? element('p', { class: 'notice', role: 'alert' }, texts.files.needsPublic)
      : null,
  );
}

function dropPlace(texts: Texts, acts: Acts): HTMLElement {
  const input = element('input', {
    type: 'file',
    id: 'file',
    class: 'hidden',
    multiple: true,
    accept: '.json,application/json',
    'aria-describedby': 'expected',
  });
  input.addEventListener('change', () => acts.take([...(input.files ?? [])]));
  const place = element(
    'div',
    { class: 'drop' },
    input,
    element('label', { for: 'file', class: 'button' }, texts.files.choose),
    element('span', {}, texts.files.drop),
  );
  for (const event of ['dragenter', 'dragover'] as const) {
    place.addEventListener(event, () => place.classList.add('over'));
  }
  place.addEventListener('dragleave', () => place.classList.remove('over'));
  return place;
}

function givenList(texts: Texts, given: readonly GivenFile[], acts: Acts): HTMLElement {
  return element(
    'ul',
    { class: 'given', 'aria-label': texts.files.given },
    ...given.map((file) => {
      const [kind] = texts.files.kinds[file.kind];
      const remove = element(
        'button',
        { type: 'button', class: 'quiet', 'aria-label': texts.files.remove(file.name) },
        '✕',
      );
      remove.addEventListener('click', () => acts.remove(file.kind));
      return element(
        'li',
        {},
        element('span', { class: 'name' }, file.name),
        element('span', { class: 'about' }, `${kind ?? ''}, ${texts.files.size(file.bytes)}`),
        remove,
      );
    }),
  );
}

function refusedList(texts: Texts, refused: readonly RefusedFile[]): HTMLElement {
  return element(
    'div',
    { class: 'notice', role: 'alert' },
    ...refused.map(({ name, refused: why }) => element('p', {}, `« ${name} » ${texts.files.refused[why]}`)),
  );
}
