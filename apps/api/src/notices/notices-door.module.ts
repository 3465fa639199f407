import { FundsModule } from '#domain/funds';
import { NoticesModule } from '#domain/notices';
import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller';
import { Sheets } from './sheets';

/** Notices at the front door. */
@Module({ imports: [FundsModule, NoticesModule], controllers: [NoticesController], providers: [Sheets] })
export class NoticesDoorModule {}
