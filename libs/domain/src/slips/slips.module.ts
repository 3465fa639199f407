import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { OutletsModule } from '../outlets/outlets.module';
import { AcceptedSlipsStore } from './accepted-slips.store';
import { BatchesStore } from './batches.store';
import { CloseBatchUseCase } from './close-batch.use-case';
import { CloseSlipUseCase } from './close-slip.use-case';
import { CorrectBatchUseCase } from './correct-batch.use-case';
import { EnterSlipsUseCase } from './enter-slips.use-case';
import { IssueSlipUseCase } from './issue-slip.use-case';
import { OpenBatchUseCase } from './open-batch.use-case';
import { PaperFactsQuery } from './paper-facts.query';
import { SlipsQuery } from './slips.query';
import { SlipsStore } from './slips.store';
import { UndoSlipUseCase } from './undo-slip.use-case';
import { SlipBooks, ValidateBatchUseCase } from './validate-batch.use-case';

const USE_CASES = [
  CloseBatchUseCase,
  CloseSlipUseCase,
  CorrectBatchUseCase,
  EnterSlipsUseCase,
  IssueSlipUseCase,
  OpenBatchUseCase,
  UndoSlipUseCase,
  ValidateBatchUseCase,
];

/** Reimbursement slips on paper. */
@Module({
  imports: [FundsModule, LedgerModule, OutletsModule],
  providers: [...USE_CASES, AcceptedSlipsStore, BatchesStore, PaperFactsQuery, SlipBooks, SlipsQuery, SlipsStore],
  exports: [...USE_CASES, SlipsQuery],
})
export class SlipsModule {}
