import { DrawsModule } from '#domain/draws';
import { FundsModule } from '#domain/funds';
import { Module } from '@nestjs/common';
import { FundsDoorModule } from '../funds/funds-door.module';
import { IssuingFund } from '../print/issuing';
import { DrawRecordsController } from './draw-records.controller';
import { DrawsController } from './draws.controller';
import { PrintedDrawsController } from './printed-draws.controller';
import { PublicDrawsController } from './public-draws.controller';

/** Draws by lot at the front door. */
@Module({
  imports: [DrawsModule, FundsModule, FundsDoorModule],
  controllers: [DrawsController, DrawRecordsController, PrintedDrawsController, PublicDrawsController],
  providers: [IssuingFund],
})
export class DrawsDoorModule {}
