import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { ChangeStandingUseCase } from './change-standing.use-case';
import { CustomersQuery } from './customers.query';
import { DecideOutletUseCase } from './decide-outlet.use-case';
import { DossiersStore } from './dossiers.store';
import { OutletsQuery } from './outlets.query';
import { OutletsStore } from './outlets.store';
import { ProposeOutletUseCase } from './propose-outlet.use-case';
import { SitesStore } from './sites.store';

const FOR_APPS = [ChangeStandingUseCase, DecideOutletUseCase, OutletsQuery, ProposeOutletUseCase];

/** Who may sell to members, and what the fund covers there. */
@Module({
  imports: [FundsModule, LedgerModule],
  providers: [...FOR_APPS, CustomersQuery, DossiersStore, OutletsStore, SitesStore],
  exports: FOR_APPS,
})
export class OutletsModule {}
