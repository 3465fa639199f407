import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module';
import { MembersModule } from '../members/members.module';
import { AddAgreementUseCase } from './add-agreement.use-case';
import { AddPayerUseCase } from './add-payer.use-case';
import { ChangeCapUseCase } from './change-cap.use-case';
import { EndAgreementUseCase } from './end-agreement.use-case';
import { EndPayerUseCase } from './end-payer.use-case';
import { PayersInMonthQuery } from './payers-in-month.query';
import { PayersStore } from './payers.store';

const FOR_APPS = [AddAgreementUseCase, AddPayerUseCase, ChangeCapUseCase, EndAgreementUseCase, EndPayerUseCase];

/** Who pays for somebody else. */
@Module({
  imports: [LedgerModule, MembersModule],
  providers: [...FOR_APPS, PayersInMonthQuery, PayersStore],
  exports: [...FOR_APPS, PayersInMonthQuery],
})
export class PayersModule {}
