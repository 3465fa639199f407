import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller';

/** The record of acts at the front door. */
@Module({ controllers: [AuditController] })
export class AuditDoorModule {}
