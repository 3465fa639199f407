import { SeparationsModule } from '#domain/separations';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { SeparationsController } from './separations.controller';

/** Requests that a household be separated, at the front door. */
@Module({ imports: [MembersDoorModule, SeparationsModule], controllers: [SeparationsController] })
export class SeparationsDoorModule {}
