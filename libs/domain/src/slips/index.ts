export { CloseBatchUseCase } from './close-batch.use-case';
export { CloseSlipUseCase } from './close-slip.use-case';
export { CorrectBatchUseCase } from './correct-batch.use-case';
export { EnterSlipsUseCase, type SlipsEntered, type TypedPaper } from './enter-slips.use-case';
export { IssueSlipUseCase } from './issue-slip.use-case';
export { OpenBatchUseCase } from './open-batch.use-case';
export { SlipsModule } from './slips.module';
export { SlipsQuery } from './slips.query';
export { ValidateBatchUseCase } from './validate-batch.use-case';
