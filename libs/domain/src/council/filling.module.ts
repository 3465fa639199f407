import { Module } from '@nestjs/common';
import { DrawsModule } from '../draws/draws.module';
import { FundsModule } from '../funds/funds.module';
import { CouncilModule } from './council.module';
import { FillSeatsUseCase, FillSources } from './fill-seats.use-case';

/** Filling free seats, for whoever brings a way of doing the sums (`DrawSolving`). */
@Module({
  imports: [CouncilModule, DrawsModule, FundsModule],
  providers: [FillSeatsUseCase, FillSources],
  exports: [FillSeatsUseCase],
})
export class FillingModule {}
