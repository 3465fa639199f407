import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { ChangeLinesUseCase } from './change-lines.use-case';
import { ChangeOutletIbanUseCase } from './change-outlet-iban.use-case';
import { ChangeStandingUseCase } from './change-standing.use-case';
import { DecideOutletUseCase } from './decide-outlet.use-case';
import { DescribeOutletUseCase } from './describe-outlet.use-case';
import { DossiersQuery } from './dossiers.query';
import { DossiersStore } from './dossiers.store';
import { EndOutletsUseCase } from './end-outlets.use-case';
import { ExamineOutletUseCase } from './examine-outlet.use-case';
import { OutletAccountsQuery } from './outlet-accounts.query';
import { OutletAccountsStore } from './outlet-accounts.store';
import { OutletsQuery } from './outlets.query';
import { OutletsStore } from './outlets.store';
import { ProposeOutletUseCase } from './propose-outlet.use-case';
import { PublishCriteriaUseCase } from './publish-criteria.use-case';
import { SitesQuery } from './sites.query';
import { SitesStore } from './sites.store';

const FOR_APPS = [
  ChangeLinesUseCase,
  ChangeOutletIbanUseCase,
  ChangeStandingUseCase,
  DecideOutletUseCase,
  DescribeOutletUseCase,
  DossiersQuery,
  EndOutletsUseCase,
  ExamineOutletUseCase,
  OutletAccountsQuery,
  OutletsQuery,
  ProposeOutletUseCase,
  PublishCriteriaUseCase,
  SitesQuery,
];

/** Who may sell to members, and what the fund covers there. */
@Module({
  imports: [FundsModule, LedgerModule],
  providers: [...FOR_APPS, DossiersStore, OutletAccountsStore, OutletsStore, SitesStore],
  exports: FOR_APPS,
})
export class OutletsModule {}
