// Which methods an address answers to: what tells 405 from 404.
import type { FastifyInstance } from 'fastify';

const known = new WeakMap<object, { pattern: RegExp; method: string }[]>();

/** Notes every route as it is registered; must come before the first. */
export function noteRoutes(server: FastifyInstance): void {
  const routes: { pattern: RegExp; method: string }[] = [];
  known.set(server.server, routes);
  server.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const pattern = new RegExp(`^${url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`);
    for (const one of [method].flat()) routes.push({ pattern, method: one });
  });
}

/** The methods that an address answers to; none when there is nothing there. */
export function methodsAt(server: FastifyInstance, url: string): string[] {
  const path = url.split('?', 1)[0] ?? '';
  const routes = known.get(server.server) ?? [];
  return [...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
}
