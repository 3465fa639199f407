import { ContributionsModule } from '#domain/contributions';
import { PayersModule } from '#domain/payers';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { AgreementsController } from './agreements.controller';
import { PayerCallsController } from './payer-calls.controller';
import { PayerScope } from './payer-scope';
import { PayersController } from './payers.controller';

/** Third-party payers at the front door. */
@Module({
  imports: [PayersModule, ContributionsModule, MembersDoorModule],
  controllers: [PayersController, AgreementsController, PayerCallsController],
  providers: [PayerScope],
})
export class PayersDoorModule {}
