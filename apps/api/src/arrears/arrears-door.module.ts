import { ArrearsModule } from '#domain/arrears';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { ArrearsController } from './arrears.controller';

/** Arrears at the front door. */
@Module({ imports: [ArrearsModule, MembersDoorModule], controllers: [ArrearsController] })
export class ArrearsDoorModule {}
