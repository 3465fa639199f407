/** Finds a Redis server, or gets one from the packages of the system. */
import { join } from 'node:path';
import { findProgram } from './debian-packages.mjs';
import { dataFolder, redisMajor } from './settings.mjs';

/** @returns `{ path, environment, note }`: the server's program, what it needs in its environment, how it was found */
export function findRedis() {
  return findProgram({
    names: ['redis-server', 'valkey-server'],
    packages: ['redis-server'],
    folder: join(dataFolder, 'packages'),
    service: 'redis-server', // would be started on 6379
    missing: (reason) =>
      `Il manque un serveur Redis (${redisMajor} ou plus, ou Valkey) et il n’a pas pu être obtenu (${reason}) : ` +
      'installez « redis-server », ou donnez l’adresse d’un Redis existant dans REDIS_URL.',
  });
}
