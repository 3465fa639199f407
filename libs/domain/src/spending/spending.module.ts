import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { CreditAgesQuery } from './credit-ages.query';
import { SpendingQuery } from './spending.query';

/** What a fund reads from its spending. */
@Module({
  imports: [FundsModule],
  providers: [CreditAgesQuery, SpendingQuery],
  exports: [CreditAgesQuery, SpendingQuery],
})
export class SpendingModule {}
