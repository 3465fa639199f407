import { SimulatorModule } from '#domain/simulator';
import { Module } from '@nestjs/common';
import { SimulatorController } from './simulator.controller';

/** Seeing ahead, at the front door. */
@Module({ imports: [SimulatorModule], controllers: [SimulatorController] })
export class SimulatorDoorModule {}
