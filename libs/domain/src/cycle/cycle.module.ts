import { Module } from '@nestjs/common';
import { AllocationsModule } from '../allocations/allocations.module';
import { ApplicationsModule } from '../applications/applications.module';
import { ArrearsModule } from '../arrears/arrears.module';
import { ContributionsModule } from '../contributions/contributions.module';
import { CouncilModule } from '../council/council.module';
import { DrawsModule } from '../draws/draws.module';
import { FundsModule } from '../funds/funds.module';
import { ImportsModule } from '../imports/imports.module';
import { LedgerModule } from '../ledger/ledger.module';
import { LotsModule } from '../lots/lots.module';
import { OutletsModule } from '../outlets/outlets.module';
import { PayersModule } from '../payers/payers.module';
import { PayoutsModule } from '../payouts/payouts.module';
import { TicketsModule } from '../tickets/tickets.module';
import { CatchUpMonthUseCase } from './catch-up-month.use-case';
import { CloseMonthUseCase } from './close-month.use-case';
import { DailyWorkQuery, WorkBesideMonths, WorkOfSpending } from './daily-work.query';
import { MonthFiguresQuery } from './month-figures.query';
import { MonthsQuery } from './months.query';
import { MonthsStore } from './months.store';
import { PlanMonthUseCase } from './plan-month.use-case';
import { RunsQuery } from './runs.query';

/** The month: which step runs when, for which fund, how far it is. */
@Module({
  imports: [
    AllocationsModule,
    ApplicationsModule,
    ArrearsModule,
    ContributionsModule,
    CouncilModule,
    DrawsModule,
    FundsModule,
    ImportsModule,
    LedgerModule,
    LotsModule,
    OutletsModule,
    PayersModule,
    PayoutsModule,
    TicketsModule,
  ],
  providers: [
    CatchUpMonthUseCase,
    CloseMonthUseCase,
    DailyWorkQuery,
    MonthFiguresQuery,
    MonthsQuery,
    MonthsStore,
    PlanMonthUseCase,
    RunsQuery,
    WorkBesideMonths,
    WorkOfSpending,
  ],
  exports: [CatchUpMonthUseCase, CloseMonthUseCase, MonthFiguresQuery, MonthsQuery, PlanMonthUseCase, RunsQuery],
})
export class CycleModule {}
