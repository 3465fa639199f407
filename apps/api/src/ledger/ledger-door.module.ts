import { ArrearsModule } from '#domain/arrears';
import { FundsModule } from '#domain/funds';
import { LedgerModule } from '#domain/ledger';
import { LotsModule } from '#domain/lots';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { LedgerController } from './ledger.controller';
import { Statements } from './statements';

/** The books at the front door. */
@Module({
  imports: [ArrearsModule, LedgerModule, LotsModule, FundsModule, MembersDoorModule],
  controllers: [LedgerController],
  providers: [Statements],
})
export class LedgerDoorModule {}
