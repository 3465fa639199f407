import { TicketsModule } from '#domain/tickets';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { RedeemingController } from './redeeming.controller';
import { TicketsController } from './tickets.controller';

/** Paper tickets, at the front door. */
@Module({ imports: [TicketsModule, MembersDoorModule], controllers: [TicketsController, RedeemingController] })
export class TicketsDoorModule {}
