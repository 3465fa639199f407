import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LotsQuery } from './lots.query';

/** What is left of each month's credit, and until when it can be spent. */
@Module({ imports: [FundsModule], providers: [LotsQuery], exports: [LotsQuery] })
export class LotsModule {}
