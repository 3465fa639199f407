export * from './browser';
export { type FundPresent, lookAhead, MOST_UNITS, type Wish } from './look-ahead';
export { SimulationQuery } from './simulation.query';
export { SimulatorModule } from './simulator.module';
