import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { MembersModule } from '../members/members.module';
import { AllocationsQuery } from './allocations.query';
import { ChooseUnpaidUseCase } from './choose-unpaid.use-case';
import { CreditAllocationsUseCase } from './credit-allocations.use-case';
import { CreditEligibilityQuery } from './credit-eligibility.query';
import { CreditsStore } from './credits.store';
import { DecideCreditUseCase } from './decide-credit.use-case';
import { UnpaidQuery } from './unpaid.query';

const FOR_APPS = [AllocationsQuery, ChooseUnpaidUseCase, CreditAllocationsUseCase, DecideCreditUseCase, UnpaidQuery];

/** What members receive to spend. */
@Module({
  imports: [FundsModule, LedgerModule, MembersModule],
  providers: [...FOR_APPS, CreditEligibilityQuery, CreditsStore],
  exports: FOR_APPS,
})
export class AllocationsModule {}
