// A command of the demonstration: what it works with is opened, and closed whatever happens.
import { dataSource } from '#database';
import { NestFactory } from '@nestjs/core';
import { type Config, readConfig } from './config';
import { DemonstrationModule } from './demonstration.module';
import { Journal } from './journal';
import type { MonthRunner } from './run-month';

/** Runs a command to its end and with its exit code: 1 when it says false, and when it fails, with one line that says why. */
export async function demonstrate(command: (runner: MonthRunner, config: Config) => Promise<boolean>): Promise<void> {
  try {
    if (!(await opened(readConfig(), command))) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function opened(
  config: Config,
  command: (runner: MonthRunner, config: Config) => Promise<boolean>,
): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(DemonstrationModule.with(config), {
    logger: ['error'],
    abortOnError: false,
  });
  const relay = await dataSource({ url: config.relayUrl, connections: 1, name: 'tablee-demonstration' }).initialize();
  try {
    return await command({ app, relay, journal: new Journal(process.stdout) }, config);
  } finally {
    await relay.destroy();
    await app.close();
  }
}
