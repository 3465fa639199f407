import { Module } from '@nestjs/common';
import { Hashes } from './hashes';
import { isOfQuicknet, sha256 } from './hashes.gateway';

/** Records of draws that anyone can check. */
@Module({ providers: [{ provide: Hashes, useValue: { sha256, isOfQuicknet } satisfies Hashes }], exports: [Hashes] })
export class LotteriesModule {}
