import { FundsModule } from '#domain/funds';
import { Module } from '@nestjs/common';
import { ApprovalsController } from './approvals.controller';
import { Signatures } from './signatures';

/** Second signatures at the front door. The rooms of the acts are imported by their own doors. */
@Module({ imports: [FundsModule], controllers: [ApprovalsController], providers: [Signatures] })
export class ApprovalsDoorModule {}
