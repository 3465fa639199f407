import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { LotsModule } from '../lots/lots.module';
import { AskSeparationUseCase } from './ask-separation.use-case';
import { DropSeparationUseCase } from './drop-separation.use-case';
import { SeparationsQuery } from './separations.query';
import { SeparationsStore } from './separations.store';

const FOR_APPS = [AskSeparationUseCase, DropSeparationUseCase, SeparationsQuery];

/** Requests that a household be separated. */
@Module({
  imports: [FundsModule, LedgerModule, LotsModule],
  providers: [...FOR_APPS, SeparationsStore],
  exports: FOR_APPS,
})
export class SeparationsModule {}
