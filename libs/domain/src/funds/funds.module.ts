import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module';
import { CreateFundUseCase } from './create-fund.use-case';
import { FundDirectory } from './fund-directory.query';
import { FundsQuery } from './funds.query';
import { FundsStore } from './funds.store';
import { MonthUnderWayQuery } from './month-under-way.query';
import { PublishRulesUseCase } from './publish-rules.use-case';

/** Funds and their rules. The app provides `DIRECTORY_CONNECTION` globally. */
@Module({
  imports: [LedgerModule],
  providers: [CreateFundUseCase, FundDirectory, FundsQuery, FundsStore, MonthUnderWayQuery, PublishRulesUseCase],
  exports: [CreateFundUseCase, FundDirectory, FundsQuery, MonthUnderWayQuery, PublishRulesUseCase],
})
export class FundsModule {}
