import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module';
import { ChainAuditUseCase } from './chain-audit.use-case';
import { CreateFundUseCase } from './create-fund.use-case';
import { FundDirectory } from './fund-directory.query';
import { FundsQuery } from './funds.query';
import { FundsStore } from './funds.store';
import { MonthUnderWayQuery } from './month-under-way.query';
import { PublishRulesUseCase } from './publish-rules.use-case';
import { RefuseApprovalUseCase } from './refuse-approval.use-case';
import { RelaxSignaturesUseCase } from './relax-signatures.use-case';
import { WithdrawRulesUseCase } from './withdraw-rules.use-case';

/** Funds and their rules. The app provides `DIRECTORY_CONNECTION` globally. */
@Module({
  imports: [LedgerModule],
  providers: [
    ChainAuditUseCase,
    CreateFundUseCase,
    FundDirectory,
    FundsQuery,
    FundsStore,
    MonthUnderWayQuery,
    PublishRulesUseCase,
    RefuseApprovalUseCase,
    RelaxSignaturesUseCase,
    WithdrawRulesUseCase,
  ],
  exports: [
    ChainAuditUseCase,
    CreateFundUseCase,
    FundDirectory,
    FundsQuery,
    MonthUnderWayQuery,
    PublishRulesUseCase,
    RefuseApprovalUseCase,
    RelaxSignaturesUseCase,
    WithdrawRulesUseCase,
  ],
})
export class FundsModule {}
