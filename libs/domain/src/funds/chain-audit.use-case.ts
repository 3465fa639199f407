// Seals what the fund remembers: each act is chained to the one before it, and the end of the chain is published. It is no
// act itself, and leaves no line of its own.
import { AuditChainStore, type Linked, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** Chains a batch of remembered acts of the fund in scope. */
@Injectable()
export class ChainAuditUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly chain: AuditChainStore,
  ) {}

  /** @returns where the chain ends now, and whether more may wait to be linked */
  run(): Promise<Linked> {
    return this.transaction.run(() => this.chain.link());
  }
}
