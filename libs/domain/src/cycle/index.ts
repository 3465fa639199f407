export { CatchUpMonthUseCase } from './catch-up-month.use-case';
export { CloseMonthUseCase } from './close-month.use-case';
export { CycleModule } from './cycle.module';
export { type MonthFigures, MonthFiguresQuery } from './month-figures.query';
export { type MonthDetail, MonthsQuery, type MonthView } from './months.query';
export { PlanMonthUseCase } from './plan-month.use-case';
export { type RunErrorView, type RunStanding, RunsQuery, type StepStanding } from './runs.query';
