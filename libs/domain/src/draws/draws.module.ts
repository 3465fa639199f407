import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module';
import { FundsModule } from '../funds/funds.module';
import { LotteriesModule } from '../lotteries/lotteries.module';
import { SimulatorModule } from '../simulator/simulator.module';
import { AdmissionAheadQuery } from './admission-ahead.query';
import { AskForSumsUseCase } from './ask-for-sums.use-case';
import { CandidatesQuery } from './candidates.query';
import { CommitBooks, CommitDrawUseCase } from './commit-draw.use-case';
import { DrawsQuery } from './draws.query';
import { DrawsStore } from './draws.store';
import { EndDrawUseCase } from './end-draw.use-case';
import { ForgetLinesUseCase } from './forget-lines.use-case';
import { HoldBooks, HoldDrawUseCase } from './hold-draw.use-case';
import { OpenSealedRecordUseCase } from './open-sealed-record.use-case';
import { DrawSources, PrepareDrawUseCase } from './prepare-draw.use-case';
import { RecordsQuery } from './records.query';
import { RecordsStore } from './records.store';
import { WholeRecordsQuery } from './whole-records.query';

const FOR_APPS = [
  AskForSumsUseCase,
  CommitDrawUseCase,
  DrawsQuery,
  EndDrawUseCase,
  ForgetLinesUseCase,
  HoldDrawUseCase,
  OpenSealedRecordUseCase,
  PrepareDrawUseCase,
  RecordsQuery,
  WholeRecordsQuery,
];

/** Draws by lot, from what is prepared to what takes effect. */
@Module({
  imports: [ApplicationsModule, FundsModule, LotteriesModule, SimulatorModule],
  providers: [
    ...FOR_APPS,
    AdmissionAheadQuery,
    CandidatesQuery,
    CommitBooks,
    DrawSources,
    DrawsStore,
    HoldBooks,
    RecordsStore,
  ],
  exports: [...FOR_APPS, AdmissionAheadQuery, CandidatesQuery, DrawsStore, RecordsStore, LotteriesModule],
})
export class DrawsModule {}
