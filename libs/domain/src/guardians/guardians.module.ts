import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { EndGuardianUseCase } from './end-guardian.use-case';
import { GuardiansQuery } from './guardians.query';
import { GuardiansStore } from './guardians.store';
import { NameGuardianUseCase } from './name-guardian.use-case';

const FOR_APPS = [EndGuardianUseCase, GuardiansQuery, NameGuardianUseCase];

/** Those who see or act for a member. */
@Module({ imports: [FundsModule], providers: [...FOR_APPS, GuardiansStore], exports: FOR_APPS })
export class GuardiansModule {}
