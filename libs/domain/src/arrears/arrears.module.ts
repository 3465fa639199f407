import { Module } from '@nestjs/common';
import { ContributionsModule } from '../contributions/contributions.module';
import { FundsModule } from '../funds/funds.module';
import { MembersModule } from '../members/members.module';
import { AgreePaymentUseCase } from './agree-payment.use-case';
import { ArrearsCasesQuery } from './arrears-cases.query';
import { ArrearsQuery } from './arrears.query';
import { ArrearsStore } from './arrears.store';
import { EndAgreementUseCase } from './end-agreement.use-case';
import { RecordContactUseCase } from './record-contact.use-case';
import { TakeStepsUseCase } from './take-steps.use-case';

const FOR_APPS = [
  AgreePaymentUseCase,
  ArrearsCasesQuery,
  ArrearsQuery,
  EndAgreementUseCase,
  RecordContactUseCase,
  TakeStepsUseCase,
];

/** What follows a contribution that did not come. */
@Module({
  imports: [ContributionsModule, FundsModule, MembersModule],
  providers: [...FOR_APPS, ArrearsStore],
  exports: FOR_APPS,
})
export class ArrearsModule {}
