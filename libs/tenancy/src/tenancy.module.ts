import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ApprovalQuery } from './approval.query';
import { ApprovalStore } from './approval.store';
import { AuditChainQuery } from './audit-chain.query';
import { AuditChainStore } from './audit-chain.store';
import { AuditQuery } from './audit.query';
import { AuditStore } from './audit.store';
import { FundClock, type WallClock } from './fund-clock';
import { IdempotencyStore } from './idempotency.store';
import { NoticeStore } from './notice.store';
import { OutboxStore } from './outbox.store';
import { PagedStep } from './paged-step';
import { ProgressStore } from './progress.store';
import { RoleStore } from './role.store';
import { SealedText } from './sealed-text';
import type { SealingKeys } from './sealing-keys';
import { TenantTransaction } from './tenant-transaction';

const ON_THE_TRANSACTION = [
  ApprovalQuery,
  AuditChainQuery,
  AuditChainStore,
  AuditQuery,
  AuditStore,
  IdempotencyStore,
  OutboxStore,
  ProgressStore,
  RoleStore,
];

/** The ground floor for a Nest application: one transaction helper on the pool of `app_user`, and its stores. */
@Global()
@Module({})
export class TenancyModule {
  /** `wall` tells the real time; only tests give another. `sealing` are the keys of sealed texts. */
  static with({ wall, sealing }: { wall: WallClock; sealing: SealingKeys }): DynamicModule {
    return {
      module: TenancyModule,
      providers: [
        { provide: SealedText, useFactory: () => new SealedText(sealing) },
        {
          provide: TenantTransaction,
          useFactory: (dataSource: DataSource) => new TenantTransaction(dataSource),
          inject: [getDataSourceToken()],
        },
        {
          provide: FundClock,
          useFactory: (transaction: TenantTransaction) => new FundClock(transaction, wall),
          inject: [TenantTransaction],
        },
        {
          provide: PagedStep,
          useFactory: (transaction: TenantTransaction, progress: ProgressStore, clock: FundClock) =>
            new PagedStep(transaction, progress, clock),
          inject: [TenantTransaction, ProgressStore, FundClock],
        },
        {
          provide: NoticeStore,
          useFactory: (transaction: TenantTransaction, clock: FundClock) => new NoticeStore(transaction, clock),
          inject: [TenantTransaction, FundClock],
        },
        {
          provide: ApprovalStore,
          useFactory: (transaction: TenantTransaction, clock: FundClock, audit: AuditStore) =>
            new ApprovalStore({ transaction, clock, audit }),
          inject: [TenantTransaction, FundClock, AuditStore],
        },
        ...ON_THE_TRANSACTION.map((store) => ({
          provide: store,
          useFactory: (transaction: TenantTransaction) => new store(transaction),
          inject: [TenantTransaction],
        })),
      ],
      exports: [TenantTransaction, ApprovalStore, FundClock, NoticeStore, PagedStep, SealedText, ...ON_THE_TRANSACTION],
    };
  }
}
