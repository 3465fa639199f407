import { OutletsModule } from '#domain/outlets';
import { Module } from '@nestjs/common';

/** Outlets at the front door. */
@Module({ imports: [OutletsModule] })
export class OutletsDoorModule {}
