import { LotsModule } from '#domain/lots';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { LotsController } from './lots.controller';

/** Lots of credit at the front door. */
@Module({ imports: [LotsModule, MembersDoorModule], controllers: [LotsController] })
export class LotsDoorModule {}
