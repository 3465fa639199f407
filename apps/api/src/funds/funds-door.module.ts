import { FundsModule } from '#domain/funds';
import { Module } from '@nestjs/common';
import { AuditHeadsController } from './audit-heads.controller';
import { BankAccountController } from './bank-account.controller';
import { FundBySlug } from './fund-by-slug';
import { FundsController } from './funds.controller';
import { PresetsController } from './presets.controller';
import { RulesController } from './rules.controller';

/** Funds and rules at the front door. */
@Module({
  imports: [FundsModule],
  controllers: [AuditHeadsController, BankAccountController, FundsController, PresetsController, RulesController],
  providers: [FundBySlug],
  exports: [FundBySlug],
})
export class FundsDoorModule {}
