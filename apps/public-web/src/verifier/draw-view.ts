// The draw as the record tells it: what was announced, what was drawn, the totals and everybody's chance.
import { classOfRow, panelName, type PublicRecord } from '../../../../libs/domain/src/lotteries/browser';
import { type Child, element, folded, section, table } from './element';
import type { Texts } from './texts-fr';

/** The part that tells the draw; only for a record that holds. */
export function drawView(texts: Texts, record: PublicRecord): HTMLElement {
  const { commitment, lottery, draw } = record;
  return section(
    'draw',
    texts.draw.title,
    facts(announced(texts, record)),
    element('h3', {}, texts.draw.panel(draw.panel.length)),
    codes('ul', draw.panel),
    folded(
      texts.draw.reserve(draw.reserve.length),
      draw.reserve.length > 0 ? codes('ol', draw.reserve) : element('p', {}, texts.draw.noReserve),
    ),
    draw.totals.length > 0
      ? table(
          texts.draw.totals,
          texts.draw.totalsHeads,
          draw.totals.map(({ row, listed, drawn }) => [rowName(row), total(texts, listed), total(texts, drawn)]),
        )
      : null,
    folded(
      texts.draw.chances(commitment.lines.length),
      table(
        texts.draw.chances(commitment.lines.length),
        texts.draw.chancesHeads,
        lottery.chances.map(({ code, listed }) => [
          code,
          texts.count(listed),
          texts.percent(listed / lottery.panels.length),
        ]),
      ),
    ),
    element('h3', {}, texts.draw.fingerprints),
    facts([
      ...(['commitment', 'lottery', 'draw'] as const).map((part): [string, Child] => [
        texts.draw.parts[part],
        element('code', {}, record.fingerprints[part]),
      ]),
      [texts.draw.seed, element('code', {}, draw.seed)],
    ]),
  );
}

function announced(texts: Texts, { commitment, lottery, draw }: PublicRecord): [string, Child][] {
  const { publicValue } = draw;
  const { sources } = texts.draw;
  const kind = texts.draw.kinds[commitment.kind] + (commitment.test ? ` (${texts.draw.test})` : '');
  return [
    [texts.draw.fund, commitment.fund],
    [texts.draw.kind, kind],
    ...(commitment.committedAt === null
      ? []
      : [[texts.draw.committed, texts.date(commitment.committedAt)] as [string, Child]]),
    [texts.draw.order, texts.draw.nth(commitment.sequence)],
    [texts.draw.people, texts.count(commitment.lines.length)],
    [texts.draw.panels, texts.count(lottery.panels.length)],
    [texts.draw.method, texts.draw.methods[commitment.method]],
    [texts.draw.software, `${commitment.software.name} ${commitment.software.version}, ${commitment.software.solver}`],
    [
      texts.draw.source,
      publicValue.source === 'drand'
        ? sources.drand(publicValue.round)
        : publicValue.source === 'dice'
          ? sources.dice(publicValue.throws)
          : sources.given,
    ],
    [texts.draw.number, panelName(draw.number, lottery.panels.length).replace(/^\D+/, '')],
  ];
}

function facts(lines: readonly (readonly [string, Child])[]): HTMLElement {
  return element(
    'dl',
    {},
    ...lines.map(([head, value]) => element('div', {}, element('dt', {}, head), element('dd', {}, value))),
  );
}

function codes(tag: 'ul' | 'ol', list: readonly string[]): HTMLElement {
  return element(tag, { class: 'codes' }, ...list.map((code) => element('li', {}, code)));
}

function total(texts: Texts, count: number | null): string {
  return count === null ? texts.draw.few : texts.count(count);
}

function rowName(key: string): string {
  const found = classOfRow(key);
  return found === null ? key : `${found.criterion} : ${found.name}`;
}
