// Addresses that the router cannot read (a cut-off percent escape, a part without end): refused like any other call.
import { RuleBroken } from '#domain/kernel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Where nothing is. */
const NOWHERE = '/unreadable-address';

/**
 * Fastify answers these before its hooks, in its own words. They are sent through once more under an address that can
 * be read, so that they are counted, logged and answered with the headers of every other call.
 */
export class UnreadableAddresses {
  private readonly calls = new WeakSet<IncomingMessage>();

  constructor(private readonly route: (request: IncomingMessage, response: ServerResponse) => void) {}

  /** Sends a call through again; what `refuse` added refuses it there. */
  sendThrough(request: IncomingMessage, response: ServerResponse): void {
    this.calls.add(request);
    request.url = NOWHERE;
    this.route(request, response);
  }

  /** Has the server refuse these calls with `address-malformed`; comes after the hooks that count calls. */
  refuse(server: FastifyInstance): void {
    server.addHook('onRequest', (request, _reply, done) => {
      done(this.calls.has(request.raw) ? new RuleBroken('address-malformed') : undefined);
    });
  }
}
