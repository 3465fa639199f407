export { EnterTallyUseCase, type TallyEntered } from './enter-tally.use-case';
export { TalliesModule } from './tallies.module';
export { TalliesQuery } from './tallies.query';
