// A call as our guards leave it: with the person who makes it.
import type { Caller } from '../sign-in/caller';
import type { FastifyRequest } from 'fastify';

/**
 * A request; `caller` is there once the access guard has let a signed-in person pass; it `goesOn` from the second page of
 * an export on, whose reading has been remembered.
 */
export type ApiRequest = FastifyRequest & { caller?: Caller; goesOn?: boolean };
