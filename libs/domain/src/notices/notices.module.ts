import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { NoticesQuery } from './notices.query';
import { TickNoticeUseCase } from './tick-notice.use-case';

/** What is to be told to people, and who told them. */
@Module({
  imports: [FundsModule],
  providers: [NoticesQuery, TickNoticeUseCase],
  exports: [NoticesQuery, TickNoticeUseCase],
})
export class NoticesModule {}
