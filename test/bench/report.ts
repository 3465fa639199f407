// Figures for people (a table) and for machines (a line of JSON each).
import type { Figure } from './bench';

/** A figure as one line of JSON. */
export function jsonLine({ bench, clients, size, ratio, low, high, goal, met }: Figure): string {
  return JSON.stringify({ bench, clients, size, ratio, low, high, goal, met });
}

/** All figures as a table. */
export function table(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => [
    figure.bench,
    figure.clients?.toString() ?? '',
    figure.size?.toLocaleString('fr-FR') ?? '',
    figure.ratio.toFixed(2),
    `${figure.low.toFixed(2)} – ${figure.high.toFixed(2)}`,
    figure.goal?.toString() ?? '—',
    figure.met === null ? '' : figure.met ? 'atteint' : 'manqué',
  ]);
  const all = [['mesure', 'clients', 'taille', 'rapport', 'étendue', 'but', ''], ...lines];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
