export { type Figures, figures, runwayMonths } from './figures';
export { LedgerModule } from './ledger.module';
export { type AccountBalance, LedgerQuery, type StatementLine } from './ledger.query';
export { LedgerStore } from './ledger.store';
export {
  type AccountKind,
  type AccountRef,
  fundAccount,
  type MoneySource,
  reversalOf,
  type Transfer,
  type TransferPage,
} from './transfer';
