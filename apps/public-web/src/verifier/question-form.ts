// A question of one line, with its hint and its button.
import { element } from './element';

/** What the question is called. */
interface Words {
  readonly label: string;
  readonly hint: string;
  readonly look: string;
}

/** The form of a question. @param ask what happens with what was typed */
export function questionForm(id: string, words: Words, value: string, ask: (typed: string) => void): HTMLElement {
  const input = element('input', {
    type: 'text',
    id,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: '80',
    'aria-describedby': `${id}-hint`,
    value,
  });
  const form = element(
    'form',
    {},
    element('label', { for: id }, words.label),
    element('p', { class: 'hint', id: `${id}-hint` }, words.hint),
    element('div', { class: 'row' }, input, element('button', { type: 'submit', class: 'button' }, words.look)),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask(input.value);
  });
  return form;
}
