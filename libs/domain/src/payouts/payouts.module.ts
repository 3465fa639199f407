import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { DraftPayoutsUseCase, PayoutBooks } from './draft-payouts.use-case';
import { DraftsStore } from './drafts.store';
import { EndPayoutUseCase } from './end-payout.use-case';
import { OutletsModule } from '../outlets/outlets.module';
import { PayeeOutlookQuery } from './payee-outlook.query';
import { PayeesQuery } from './payees.query';
import { PayoutStatementQuery } from './payout-statement.query';
import { PayoutsDueQuery } from './payouts-due.query';
import { PayoutsToPayQuery } from './payouts-to-pay.query';
import { PayoutsQuery } from './payouts.query';
import { PayoutsStore } from './payouts.store';
import { RefusePayoutsUseCase } from './refuse-payouts.use-case';
import { PaidBooks, SealPayoutsUseCase } from './seal-payouts.use-case';

const FOR_APPS = [
  DraftPayoutsUseCase,
  EndPayoutUseCase,
  PayeeOutlookQuery,
  PayoutsQuery,
  PayoutsToPayQuery,
  PayoutStatementQuery,
  RefusePayoutsUseCase,
  SealPayoutsUseCase,
];

/** What the fund owes outlets and claimants, and pays. */
@Module({
  imports: [FundsModule, LedgerModule, OutletsModule],
  providers: [...FOR_APPS, DraftsStore, PaidBooks, PayeesQuery, PayoutBooks, PayoutsDueQuery, PayoutsStore],
  exports: [...FOR_APPS, PayoutsDueQuery],
})
export class PayoutsModule {}
