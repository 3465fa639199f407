import { FundsModule } from '#domain/funds';
import { PayoutsModule } from '#domain/payouts';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { PayeesController } from './payees.controller';
import { PayoutsController } from './payouts.controller';

/** Payouts at the front door. */
@Module({
  imports: [FundsModule, MembersDoorModule, PayoutsModule],
  controllers: [PayoutsController, PayeesController],
})
export class PayoutsDoorModule {}
