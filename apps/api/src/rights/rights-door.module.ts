import { FundsModule } from '#domain/funds';
import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module';
import { Rights } from './rights';
import { RightsController } from './rights.controller';

/** Rights at the front door. */
@Module({ imports: [FundsModule, SignInModule], controllers: [RightsController], providers: [Rights] })
export class RightsDoorModule {}
