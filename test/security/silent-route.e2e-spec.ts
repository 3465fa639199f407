import { describe, expect, it } from '@jest/globals';
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertEveryRouteSaysWho, MayCall } from '../../apps/api/src/sign-in/access';

@Controller('planted')
class PlantedController {
  @Get('spoken')
  @MayCall('anyone')
  spoken(): string {
    return 'says who may call';
  }

  @Get('silent')
  silent(): string {
    return 'says nothing';
  }

  notARoute(): string {
    return 'is no route';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [PlantedController] })
class PlantedModule {}

describe('a route that does not say who may call it', () => {
  it('stops the process, by its name', async () => {
    const app = await NestFactory.create<NestFastifyApplication>(PlantedModule, new FastifyAdapter(), {
      logger: false,
    });
    const look = () => assertEveryRouteSaysWho(app.get(DiscoveryService, { strict: false }), app.get(Reflector));
    expect(look).toThrow('these routes do not say who may call them: PlantedController.silent');
    await app.close();
  });
});
