// What every answer carries so that a browser does nothing unforeseen with it: errors and documentation included.
import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { isOfPages, PAGES_POLICY } from './web-pages';

const TWO_YEARS_SECONDS = 63_072_000;

/** The settings of helmet: nothing may be loaded, framed or guessed; TLS for two years where TLS is spoken. */
export function headerRules(publicUrl: string): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: publicUrl.startsWith('https:') ? { maxAge: TWO_YEARS_SECONDS, includeSubDomains: true } : false,
  };
}

// The documentation draws itself with scripts and styles of our own origin; its page has two inline styles.
const DOCUMENTATION_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Adds the request id everywhere, `no-store` to all but the documentation, and the policies of documentation and pages. */
export function addHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    if (isDocumentation(request.url)) reply.header('content-security-policy', DOCUMENTATION_POLICY);
    else reply.header('cache-control', 'no-store');
    if (isOfPages(request.url)) reply.header('content-security-policy', PAGES_POLICY);
    done();
  });
}

const isDocumentation = (url: string): boolean => /^\/docs(\/|\?|$)/.test(url);
