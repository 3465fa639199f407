// The secret of a session: only its browser has it, we keep a hash, and the CSRF token follows from it.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A new secret of 256 bits. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a cookie could be one of ours. */
export function isSessionToken(text: string | undefined): text is string {
  return text !== undefined && TOKEN.test(text);
}

/** What is stored of a secret. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The token to send back in X-CSRF-Token: it follows from the session's secret, and does not tell it. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('csrf').digest('base64url');
}

/** Whether a token given is the one whose hash was stored. */
export function isTokenOf(given: unknown, stored: Buffer): boolean {
  return typeof given === 'string' && timingSafeEqual(hashOf(given), stored);
}
