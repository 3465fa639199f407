import { Module } from '@nestjs/common';
import { ContributionsModule } from '../contributions/contributions.module';
import { FundsModule } from '../funds/funds.module';
import { ArrearsCasesQuery } from './arrears-cases.query';
import { ArrearsStore } from './arrears.store';
import { TakeStepsUseCase } from './take-steps.use-case';

const FOR_APPS = [ArrearsCasesQuery, TakeStepsUseCase];

/** What follows a contribution that did not come. */
@Module({
  imports: [ContributionsModule, FundsModule],
  providers: [...FOR_APPS, ArrearsStore],
  exports: FOR_APPS,
})
export class ArrearsModule {}
