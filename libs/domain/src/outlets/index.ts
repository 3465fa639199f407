export { ChangeStandingUseCase } from './change-standing.use-case';
export { DecideOutletUseCase } from './decide-outlet.use-case';
export { PRODUCT_CATEGORIES } from './approval-line';
export { OutletsModule } from './outlets.module';
export { OutletsQuery, type OutletView } from './outlets.query';
export { ProposeOutletUseCase } from './propose-outlet.use-case';
