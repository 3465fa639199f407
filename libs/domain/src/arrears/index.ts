export { ArrearsModule } from './arrears.module';
export { TakeStepsUseCase } from './take-steps.use-case';
