// The cookie that carries a session: out of reach of scripts, and of any other host where TLS is spoken.
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Writes, reads and clears the session's cookie. */
export class SessionCookie {
  readonly name: string;
  private readonly attributes: { path: string; httpOnly: true; secure: boolean; sameSite: 'lax' };

  constructor(publicUrl: string) {
    // `__Host-` needs Secure, which a browser refuses to a page on http://localhost in part: there a plain name.
    const secure = publicUrl.startsWith('https:');
    this.name = secure ? '__Host-sid' : 'sid';
    this.attributes = { path: '/', httpOnly: true, secure, sameSite: 'lax' };
  }

  /** The secret that a request brings, if any. */
  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  /** Gives a browser the secret, for `maxAgeSeconds`, or until it closes. */
  write(reply: FastifyReply, token: string, maxAgeSeconds?: number): void {
    void reply.setCookie(this.name, token, {
      ...this.attributes,
      ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
    });
  }

  /** Takes the secret away from a browser. */
  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes).header('clear-site-data', '"cache", "storage"');
  }
}
