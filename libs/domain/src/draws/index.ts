export { AskForSumsUseCase } from './ask-for-sums.use-case';
export type { CheckKept } from './check-words';
export { CommitDrawUseCase } from './commit-draw.use-case';
export { DRAW_KINDS, DRAW_STATES } from './draw';
export { DrawsModule } from './draws.module';
export { type DrawDetail, type DrawEventView, DrawsQuery, type DrawView } from './draws.query';
export { EndDrawUseCase } from './end-draw.use-case';
export { ForgetLinesUseCase } from './forget-lines.use-case';
export { HoldDrawUseCase } from './hold-draw.use-case';
export { OpenSealedRecordUseCase } from './open-sealed-record.use-case';
export { type PrepareAdmissionDraw, type PrepareCouncilDraw, PrepareDrawUseCase } from './prepare-draw.use-case';
export { type OwnEntry, RecordsQuery } from './records.query';
export type { SeedWish } from './seed-rule';
export { SolveDrawUseCase } from './solve-draw.use-case';
export {
  type AnswerTo,
  answerOf,
  DrawSolving,
  SolvingGivenUp,
  type SolvingAnswer,
  type SolvingTask,
  type Watcher,
} from './solving';
export { SolvingHere } from './solving-here.gateway';
export { SolvingModule } from './solving.module';
export type { Criterion, DrawTermsKept } from './terms';
export { WholeRecordsQuery } from './whole-records.query';
