import { FundsModule } from '#domain/funds';
import { OutletsModule } from '#domain/outlets';
import { Module } from '@nestjs/common';
import { FundsDoorModule } from '../funds/funds-door.module';
import { OutletAccountController } from './outlet-account.controller';
import { OutletDossierController } from './outlet-dossier.controller';
import { OutletScope } from './outlet-scope';
import { OutletStandingController } from './outlet-standing.controller';
import { OutletTermsController } from './outlet-terms.controller';
import { OutletsController } from './outlets.controller';
import { PublicOutletsController } from './public-outlets.controller';

/** Outlets at the front door. */
@Module({
  imports: [FundsModule, FundsDoorModule, OutletsModule],
  controllers: [
    OutletsController,
    OutletStandingController,
    OutletDossierController,
    OutletTermsController,
    OutletAccountController,
    PublicOutletsController,
  ],
  providers: [OutletScope],
  exports: [OutletScope],
})
export class OutletsDoorModule {}
