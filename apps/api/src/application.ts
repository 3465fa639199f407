// Builds the application, whole but not yet listening: main.ts listens, tests inject.
import type { WallClock } from '#tenancy';
import type { IncomingHttpHeaders } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module';
import { type Config, readConfig } from './config';
import { addHeaders, headerRules } from './http/headers';
import { openApi, serveOpenApi } from './http/openapi';
import { LARGEST_BODY_BYTES } from './http/problem-of';
import { RateLimits } from './http/rate-limits';
import { logCalls, nestLog, requestIdOf, requestLogger } from './http/request-log';
import { noteRoutes } from './http/routes';
import { UnreadableAddresses } from './http/unreadable-address';
import { takeFiles } from './http/upload';
import { serveWebPages } from './http/web-pages';
import { SessionCookie } from './sign-in/session-cookie';

/** What an application is built from; only tests give another time or another journal. */
export interface Building {
  readonly config: Config;
  readonly wall?: WallClock;
  readonly journal?: DestinationStream;
}

const OUTSIDE_PREFIX = ['health', 'ready'].map((path) => ({ path, method: RequestMethod.GET }));

/** Builds and initialises the application. @throws Error when the database is away or its roles have too many rights */
export async function buildApplication({
  config,
  wall = () => new Date().toISOString(),
  journal,
}: Building): Promise<NestFastifyApplication> {
  const log = requestLogger(config.logLevel, journal);
  const unreadable = new UnreadableAddresses((request, response) => server.routing(request, response));
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY_BYTES,
    genReqId: ({ headers }: { headers: IncomingHttpHeaders }) => requestIdOf(headers),
    requestIdHeader: false,
    requestTimeout: 30_000,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    return503OnClosing: true,
    frameworkErrors: (_error: Error, { raw }: FastifyRequest, reply: FastifyReply) =>
      unreadable.sendThrough(raw, reply.raw),
  });
  const server: FastifyInstance = adapter.getInstance<FastifyInstance>();
  server.removeContentTypeParser('text/plain'); // JSON only: a form of another site cannot send it
  takeFiles(server);
  noteRoutes(server);
  logCalls(server);
  const opened: (() => Promise<unknown>)[] = [];
  try {
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with({ config, wall, opened, connects: true }),
      adapter,
      {
        logger: nestLog(log),
        abortOnError: false,
        bodyParser: false, // Fastify's own JSON parser, and no other
      },
    );
    return await furnish(app, config, unreadable);
  } catch (error) {
    await Promise.allSettled(opened.map((close) => close()));
    throw error;
  }
}

/** The OpenAPI document, made without Postgres or Redis. */
export async function describeApplication(): Promise<OpenAPIObject> {
  const made = { config: NOWHERE, wall: () => new Date(0).toISOString(), opened: [], connects: false };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(made), new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix('api', { exclude: OUTSIDE_PREFIX });
  return openApi(app);
}

/** Settings that connect to nothing. */
const NOWHERE = readConfig({
  DATABASE_APP_URL: 'postgresql://nowhere',
  DATABASE_IDENTITY_URL: 'postgresql://nowhere',
  REDIS_URL: 'redis://nowhere',
  PUBLIC_URL: 'http://localhost',
  TABLEE_MODE: 'demonstration',
  SEALING_KEYS: `nowhere:${Buffer.alloc(32, 1).toString('base64url')}`,
  BLIND_INDEX_KEY: Buffer.alloc(32, 2).toString('base64url'),
  PIN_KEY: Buffer.alloc(32, 3).toString('base64url'),
});

async function furnish(
  app: NestFastifyApplication,
  config: Config,
  unreadable: UnreadableAddresses,
): Promise<NestFastifyApplication> {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  app.setGlobalPrefix('api', { exclude: OUTSIDE_PREFIX });
  await app.register(cookie);
  await app.register(helmet, headerRules(config.publicUrl));
  addHeaders(server);
  limitCalls(app, server);
  unreadable.refuse(server);
  serveOpenApi(app, openApi(app));
  await serveWebPages(app);
  await app.init();
  await server.ready();
  return app;
}

function limitCalls(app: NestFastifyApplication, server: FastifyInstance): void {
  const limits = app.get(RateLimits);
  const sessionCookie = app.get(SessionCookie, { strict: false });
  server.addHook('onRequest', async (request) => {
    // Whoever watches over this process must not be told that others call too often.
    if (request.url !== '/health' && request.url !== '/ready')
      await limits.call(request.ip, sessionCookie.read(request));
  });
}
