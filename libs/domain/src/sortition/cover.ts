// Panels that together hold everybody who can be drawn at all, and who cannot.
import { classModel } from './class-model';
import type { ClassProblem } from './classes';
import { countsOf } from './feasibility';
import { type LinearSolver, withModel } from './linear-solver';
import { PanelSearch } from './panel-search';
import type { ClassPanel } from './seat-people';

/** Panels, and the classes that no panel holds: the solver proved it, and the certificate proves it again. */
export function cover(
  problem: ClassProblem,
  solver: LinearSolver,
  first: ClassPanel,
): { readonly panels: ClassPanel[]; readonly barred: Set<number> } {
  const open = new Set(problem.classes.keys());
  const panels: ClassPanel[] = [];
  const keep = (panel: ClassPanel): boolean => {
    const before = open.size;
    for (const [at] of panel) open.delete(at);
    if (open.size < before) panels.push(panel);
    return open.size < before;
  };
  keep(first);
  const search = new PanelSearch(problem, new Set());
  const quick = { strictness: 1, hot: 0.3, cold: 0.05, steps: Math.min(30_000, 1_000 + 300 * problem.classes.length) };
  search.startFrom(first);
  for (let failures = 0; failures < 3 && open.size > 0;) {
    const values = Float64Array.from(problem.classes, (_, at) => (open.has(at) ? 1 : 0));
    const panel = search.find(values, quick);
    if (panel === null || !keep(panel)) failures += 1;
  }
  if (open.size > 0) {
    withModel(solver, classModel(problem, { whole: true }), (model) => {
      for (let found = true; found && open.size > 0;) {
        problem.classes.forEach((_, at) => model.changeCost(at, open.has(at) ? -1 : 0));
        found = keep(countsOf(model.solve(), problem.classes.length));
      }
    });
  }
  return { panels, barred: open };
}
