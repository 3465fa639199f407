import { GuardiansModule } from '#domain/guardians';
import { Module } from '@nestjs/common';
import { GuardiansController } from './guardians.controller';

/** Those who see or act for a member, at the front door. */
@Module({ imports: [GuardiansModule], controllers: [GuardiansController] })
export class GuardiansDoorModule {}
