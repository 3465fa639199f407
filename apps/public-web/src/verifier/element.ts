// Elements of the page, made of their parts; text is always text, never markup.

/** What an element may be given: attributes, `true` for one without a value, and what happens on an event. */
export interface Given {
  readonly [attribute: string]: string | true | undefined;
}

/** A child: an element, a text, or nothing. */
export type Child = Node | string | null;

/** Makes an element. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Given = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A title with what it heads, read out as a region of that name. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  const heading = element('h2', { id: `${id}-title`, tabindex: '-1' }, title);
  return element('section', { id, 'aria-labelledby': heading.id }, heading, ...children);
}

/** What is only looked at when wished for. */
export function folded(title: string, ...children: readonly Child[]): HTMLElement {
  return element('details', {}, element('summary', {}, title), ...children);
}

/** A table in a frame of its own, so that a wide one scrolls and the page does not. */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const lines = rows.map(([first = '', ...others]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, first),
      ...others.map((text, place) => element('td', { 'data-head': heads[place + 1] }, text)),
    ),
  );
  return element(
    'div',
    { class: 'frame', tabindex: '0', role: 'group', 'aria-label': caption },
    element('table', {}, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, ...lines)),
  );
}
