import { ImportsModule } from '#domain/imports';
import { Module } from '@nestjs/common';
import { ImportsController } from './imports.controller';

/** Imports at the front door. */
@Module({ imports: [ImportsModule], controllers: [ImportsController] })
export class ImportsDoorModule {}
