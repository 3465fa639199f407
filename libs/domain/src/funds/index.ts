export { BankAccountQuery, type BankAccountView } from './bank-account.query';
export { ChainAuditUseCase } from './chain-audit.use-case';
export { ChangeIbanUseCase } from './change-iban.use-case';
export { CreateFundUseCase, type CreateFund } from './create-fund.use-case';
export {
  type AuditHeadView,
  DIRECTORY_CONNECTION,
  type DirectoryConnection,
  FundDirectory,
} from './fund-directory.query';
export { FundsModule } from './funds.module';
export { FundsQuery, type FundView, type RulesVersion } from './funds.query';
export { PublishRulesUseCase } from './publish-rules.use-case';
export { RefuseApprovalUseCase } from './refuse-approval.use-case';
export { RelaxSignaturesUseCase } from './relax-signatures.use-case';
export { WithdrawRulesUseCase } from './withdraw-rules.use-case';
export { GrantRightUseCase } from './grant-right.use-case';
export { RevokeRightUseCase } from './revoke-right.use-case';
export { RightsQuery, type RightsOfView } from './rights.query';
