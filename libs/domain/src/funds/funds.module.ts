import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module';
import { BankAccountQuery } from './bank-account.query';
import { BankAccountStore } from './bank-account.store';
import { ChainAuditUseCase } from './chain-audit.use-case';
import { ChangeIbanUseCase } from './change-iban.use-case';
import { CreateFundUseCase } from './create-fund.use-case';
import { FundDirectory } from './fund-directory.query';
import { FundsQuery } from './funds.query';
import { FundsStore } from './funds.store';
import { GrantRightUseCase } from './grant-right.use-case';
import { MonthUnderWayQuery } from './month-under-way.query';
import { PublishRulesUseCase } from './publish-rules.use-case';
import { RefuseApprovalUseCase } from './refuse-approval.use-case';
import { RelaxSignaturesUseCase } from './relax-signatures.use-case';
import { RevokeRightUseCase } from './revoke-right.use-case';
import { RightsQuery } from './rights.query';
import { WithdrawRulesUseCase } from './withdraw-rules.use-case';

/** Funds and their rules. The app provides `DIRECTORY_CONNECTION` globally. */
@Module({
  imports: [LedgerModule],
  providers: [
    BankAccountQuery,
    BankAccountStore,
    ChainAuditUseCase,
    ChangeIbanUseCase,
    CreateFundUseCase,
    FundDirectory,
    FundsQuery,
    FundsStore,
    MonthUnderWayQuery,
    PublishRulesUseCase,
    RefuseApprovalUseCase,
    RelaxSignaturesUseCase,
    GrantRightUseCase,
    RevokeRightUseCase,
    RightsQuery,
    WithdrawRulesUseCase,
  ],
  exports: [
    BankAccountQuery,
    ChainAuditUseCase,
    ChangeIbanUseCase,
    CreateFundUseCase,
    FundDirectory,
    FundsQuery,
    MonthUnderWayQuery,
    PublishRulesUseCase,
    RefuseApprovalUseCase,
    RelaxSignaturesUseCase,
    GrantRightUseCase,
    RevokeRightUseCase,
    RightsQuery,
    WithdrawRulesUseCase,
  ],
})
export class FundsModule {}
