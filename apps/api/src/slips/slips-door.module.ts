import { SlipsModule } from '#domain/slips';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { BatchesController } from './batches.controller';
import { SlipsController } from './slips.controller';
import { UndoSlipController } from './undo-slip.controller';

/** Reimbursement slips at the front door. */
@Module({
  imports: [SlipsModule, MembersDoorModule],
  controllers: [SlipsController, BatchesController, UndoSlipController],
})
export class SlipsDoorModule {}
