import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { DrawsModule } from './draws.module';
import { SolveBooks, SolveDrawUseCase } from './solve-draw.use-case';

/** Checking and solving draws, for whoever brings a way of doing the sums (`DrawSolving`). */
@Module({ imports: [DrawsModule, FundsModule], providers: [SolveDrawUseCase, SolveBooks], exports: [SolveDrawUseCase] })
export class SolvingModule {}
