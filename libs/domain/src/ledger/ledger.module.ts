import { Module } from '@nestjs/common';
import { LedgerQuery } from './ledger.query';
import { LedgerStore } from './ledger.store';

/** The books of the fund in scope. */
@Module({ providers: [LedgerStore, LedgerQuery], exports: [LedgerStore, LedgerQuery] })
export class LedgerModule {}
