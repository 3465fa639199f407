export * from './browser';
export { type FundPresent, SimulationQuery } from './simulation.query';
export { SimulatorModule } from './simulator.module';
