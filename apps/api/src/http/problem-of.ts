// Turns whatever was thrown into a refusal of the catalogue; what nobody foresaw is a failure of ours, told without detail.
import { ApprovalRefused } from '#tenancy';
import { RuleBroken } from '#domain/kernel';
import { HttpException } from '@nestjs/common';

/** Postgres is not there, is shutting down, is full, or the pool has nothing free: passing troubles. */
const AWAY = /^(08...|57P0.|53...|25P03|55P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
const AWAY_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/;

/** The refusal to answer with. */
export function problemOf(thrown: unknown): RuleBroken {
  if (thrown instanceof RuleBroken) return thrown;
  if (thrown instanceof ApprovalRefused) {
    const { code, facts } = thrown;
    return new RuleBroken(code, facts);
  }
  if (thrown instanceof HttpException) return ofStatus(thrown.getStatus());
  if (isAway(thrown)) return new RuleBroken('database-away', { retryAfterSeconds: 5 });
  return new RuleBroken('server-failed');
}

// What Fastify and Nest refuse before our code is reached.
function ofStatus(status: number): RuleBroken {
  if (status === 404) return new RuleBroken('address-unknown');
  if (status === 413) return new RuleBroken('body-too-large', { limitBytes: LARGEST_BODY_BYTES });
  if (status === 415) return new RuleBroken('media-type-unsupported');
  if (status >= 400 && status < 500) return new RuleBroken('body-malformed');
  return new RuleBroken('server-failed');
}

function isAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code } = thrown as { code?: unknown };
  return (typeof code === 'string' && AWAY.test(code)) || AWAY_WORDS.test(thrown.message);
}

/** The largest body that is read. */
export const LARGEST_BODY_BYTES = 256 * 1024;
